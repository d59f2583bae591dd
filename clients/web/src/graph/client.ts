import { Client, fetchExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import type { TrustedDocument } from "./trustedDocument.ts";

/**
 * A client for one operation of one shopper. Never shared: a client gives the same answer to all who ask the same at the
 * same time, whoever they are. Everything is sent by POST, so that no cart's id stands in a log of addresses.
 */
export function clientFor({ id }: Pick<TrustedDocument<unknown, unknown>, "id">, url: string): Client {
  return new Client({
    url,
    preferGetMethod: false,
    requestPolicy: "network-only",
    exchanges: [
      persistedExchange({
        preferGetForPersistedQueries: false,
        enableForMutation: true,
        // The id is known: what is asked is always one of ours.
        generateHash: async () => id,
      }),
      fetchExchange,
    ],
  });
}
