import "server-only";
import { Client, fetchExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { configuration } from "../configuration.ts";

/** By text, the id of the document: what is asked is always one of ours, so nothing has to be hashed. */
const ids = new Map<string, string>();

/** Makes the id known that a text is sent by. */
export function remember({ id, text }: { readonly id: string; readonly text: string }): void {
  ids.set(text, id);
}

/** One client for all requests: it keeps no answers, so nobody sees what was asked by somebody else. */
export const client: () => Client = once(
  () =>
    new Client({
      url: configuration().graphUrl,
      preferGetMethod: false,
      requestPolicy: "network-only",
      exchanges: [
        persistedExchange({
          enableForMutation: true,
          enableForSubscriptions: true,
          generateHash: async (text) => ids.get(text) ?? "",
        }),
        fetchExchange,
      ],
    }),
);

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
