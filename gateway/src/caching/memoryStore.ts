import { Invalidations, type Mark } from "./invalidations.ts";
import type { KeptResponse, ResponseStore } from "./responseStore.ts";
import type { Tag } from "./tags.ts";

interface Entry {
  readonly response: KeptResponse;
  readonly tags: readonly Tag[];
  readonly bytes: number;
  readonly expiresAt: number;
  /** Up to when it is known not to be out of date. */
  mark: Mark;
}

/** What an entry takes beside its texts. */
const entryBytes = 200;
const tagBytes = 64;

export interface MemoryBounds {
  readonly bytes: number;
  readonly entries: number;
  /** Characters of an answer. */
  readonly largest: number;
}

/** Keeps answers in this process: as many as there is room for, and the one unused for longest goes first. */
export function memoryStore(
  { bytes: mostBytes, entries: mostEntries, largest }: MemoryBounds,
  clock: () => number = Date.now,
): ResponseStore {
  const entries = new Map<string, Entry>();
  const invalidations = new Invalidations();
  let bytes = 0;

  const remove = (key: string, entry: Entry) => {
    entries.delete(key);
    bytes -= entry.bytes;
  };
  const isGood = (entry: Entry) => {
    if (entry.expiresAt <= clock() || invalidations.isSince(entry.mark, entry.tags)) return false;
    entry.mark = invalidations.now;
    return true;
  };

  return {
    find(key) {
      const entry = entries.get(key);
      const mark = invalidations.now;
      if (!entry) return { response: undefined, mark };
      if (!isGood(entry)) {
        remove(key, entry);
        return { response: undefined, mark };
      }
      // A Map keeps the order of insertion, so the entry just used goes to the end.
      entries.delete(key);
      entries.set(key, entry);
      return { response: entry.response, mark };
    },

    keep(key, response, tags, mark) {
      if (invalidations.isSince(mark, tags)) return false;
      const entry: Entry = {
        response,
        tags,
        bytes: bytesOf(response, tags),
        expiresAt: response.storedAt + response.maxAge * 1_000,
        mark: invalidations.now,
      };
      if (entry.bytes > mostBytes || response.text.length > largest) return true;
      const earlier = entries.get(key);
      if (earlier) remove(key, earlier);
      entries.set(key, entry);
      bytes += entry.bytes;
      for (const [oldKey, old] of entries) {
        if (bytes <= mostBytes && entries.size <= mostEntries) break;
        remove(oldKey, old);
      }
      return true;
    },

    invalidate(tags) {
      invalidations.add(tags);
    },

    close() {
      entries.clear();
      bytes = 0;
    },
  };
}

/** At most: a character takes one byte or two. */
function bytesOf({ text }: KeptResponse, tags: readonly Tag[]): number {
  return 2 * text.length + tags.length * tagBytes + entryBytes;
}
