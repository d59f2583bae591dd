import { performance } from "node:perf_hooks";

/** One in the queue, a chain rather than a list: nothing is left in it of those who have begun. */
interface Waiting {
  readonly begin: () => void;
  next: Waiting | undefined;
}

/**
 * Has requests begin one after another when there is more to do than can be done at once. Were all of them under way
 * together, all would end late, and what each has brought meanwhile would outlive the cheap garbage collections.
 *
 * Nobody waits because others' subgraphs are slow: whenever the event loop has nothing else to do, the next begin.
 */
export class Turns {
  readonly #most: number;
  readonly #more: number;
  #first: Waiting | undefined;
  #last: Waiting | undefined;
  #running = 0;
  #isLooking = false;
  #eventsBefore = -1;

  /** `most` are under way even when the event loop is busy; so many `more` begin at a time when it is not. */
  constructor({ most, more }: { readonly most: number; readonly more: number }) {
    this.#most = most;
    this.#more = more;
  }

  /** Resolves when it is one's turn; undefined if that is at once. Whoever asks must `leave`. */
  enter(): Promise<void> | undefined {
    if (this.#running < this.#most) {
      this.#running++;
      return undefined;
    }
    return new Promise((resolve) => {
      const waiting: Waiting = { begin: resolve, next: undefined };
      if (this.#last) this.#last.next = waiting;
      else this.#first = waiting;
      this.#last = waiting;
      if (!this.#isLooking) this.#look();
    });
  }

  leave(): void {
    this.#running--;
    if (this.#running < this.#most) this.#admit();
  }

  #admit(): void {
    const admitted = this.#first;
    if (!admitted) return;
    this.#first = admitted.next;
    if (!this.#first) this.#last = undefined;
    this.#running++;
    admitted.begin();
  }

  /** Looks once in each turn of the event loop, for as long as anybody waits, whether it met any event. */
  #look(): void {
    this.#isLooking = this.#first !== undefined;
    if (!this.#isLooking) return;
    const { events } = performance.nodeTiming.uvMetricsInfo;
    if (events === this.#eventsBefore) for (let count = 0; count < this.#more; count++) this.#admit();
    this.#eventsBefore = events;
    setImmediate(() => this.#look());
  }
}
