import { repeatedly, type Worker } from "@angidi/datastores";
import type { QueryLog } from "../data/queryLog.ts";

/** How many different queries may wait to be counted; more of them in one interval are not. */
const mostWaiting = 2_000;
const longestQuery = 60;

/** Counts searches beside the requests: `note` only remembers, the worker writes now and then. */
export function searchNotes(log: QueryLog): {
  readonly note: (words: readonly string[]) => void;
  readonly worker: Worker;
} {
  let waiting = new Map<string, number>();
  const add = (query: string, searches: number) => {
    if (waiting.size < mostWaiting || waiting.has(query)) waiting.set(query, (waiting.get(query) ?? 0) + searches);
  };

  const worker = repeatedly({
    name: "search.queries",
    everyMilliseconds: 1_000,
    async run() {
      if (waiting.size === 0) return "done";
      const taken = waiting;
      waiting = new Map();
      try {
        await log.add(taken);
      } catch (error) {
        for (const [query, searches] of taken) add(query, searches);
        throw error;
      }
      return "done";
    },
  });
  return {
    worker,
    note(words) {
      const query = words.join(" ");
      if (query === "" || query.length > longestQuery) return;
      // Codes and telephone numbers are nobody else's business.
      if (/\p{N}{5}/u.test(query)) return;
      add(query, 1);
    },
  };
}
