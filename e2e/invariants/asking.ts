import { setTimeout as pause } from "node:timers/promises";
import { loadOperations } from "@angidi/service-client";
import { type Endpoints, GraphClient } from "../src/client.ts";
import { count, type History } from "./history.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));
const patienceMilliseconds = 60_000;

/** What came of a request; null: nobody knows, it may have been carried out or may yet be. */
// biome-ignore lint/suspicious/noExplicitAny: whoever asks reads what it asked for
export type Known = any;

/** Somebody who asks and takes no answer for what it is: an answer that did not come. */
export interface Asker {
  readonly token: string | undefined;
  /** Asks once. */
  once(operation: string, variables?: Record<string, unknown>): Promise<Known | null>;
  /** Asks again until it is answered, for a minute: only what carries a key, or only reads. */
  untilAnswered(operation: string, variables?: Record<string, unknown>): Promise<Known | null>;
}

/** Faults that are the run's own mistake, and must not pass for injected ones. */
const mistakes = ["BAD_USER_INPUT", "FORBIDDEN", "UNAUTHENTICATED"];

export function asker(endpoints: Endpoints, history: History, token?: string): Asker {
  const client = new GraphClient(endpoints, token);

  async function once(operation: string, variables: Record<string, unknown> = {}): Promise<Known | null> {
    const query = operations[operation]!;
    const answer = await client.post({ query, variables, operationName: operation }).catch(() => null);
    const mistake = answer?.errors.find(({ extensions }) => mistakes.includes(String(extensions?.code)));
    if (mistake) throw new Error(`${operation} ${JSON.stringify(variables)}: ${JSON.stringify(mistake)}`);
    // What else an answer lacks may be of another subgraph, whose absence does not undo what was done.
    const known: Known | null = answer?.data ? (Object.values(answer.data)[0] ?? null) : null;
    count(history, `${operation} ${known?.__typename ?? (known ? "answered" : "not answered")}`);
    return known;
  }

  return {
    token,
    once,
    async untilAnswered(operation, variables) {
      const until = Date.now() + patienceMilliseconds;
      for (let wait = 50; ; wait = Math.min(wait * 2, 2_000)) {
        const known = await once(operation, variables);
        if (known || Date.now() > until) return known;
        await pause(wait);
      }
    },
  };
}
