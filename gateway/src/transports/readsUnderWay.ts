import type { SharedRead } from "./sharedRead.ts";

/** A power of two, about as many as calls of one subgraph are under way at most. */
const chains = 1_024;
/** How far a chain is searched: somebody may send reads that are made to end up in one. */
const longestSearch = 32;

/**
 * Finds the reads under way by a number that most of them have for themselves. A table of its own rather than a Map: a Map
 * throws its tables away as entries come and go, and what an old one holds outlives the cheap garbage collections.
 */
export class ReadsUnderWay {
  readonly #chains = new Array<SharedRead | undefined>(chains).fill(undefined);

  find(mark: number, matches: (read: SharedRead) => boolean): SharedRead | undefined {
    let read = this.#chains[mark & (chains - 1)];
    for (let searched = 0; read && searched < longestSearch; searched++) {
      if (read.mark === mark && matches(read)) return read;
      read = read.next;
    }
    return undefined;
  }

  add(read: SharedRead): void {
    const chain = read.mark & (chains - 1);
    read.next = this.#chains[chain];
    this.#chains[chain] = read;
  }

  remove(read: SharedRead): void {
    const chain = read.mark & (chains - 1);
    let before = this.#chains[chain];
    if (before === read) this.#chains[chain] = read.next;
    else {
      while (before && before.next !== read) before = before.next;
      if (before) before.next = read.next;
    }
    read.next = undefined;
  }
}
