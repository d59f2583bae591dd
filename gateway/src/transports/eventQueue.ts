/** What becomes of events that come faster than they are taken. */
export interface QueueBounds {
  readonly most: number;
  /** Give up, which the reader is told by an error, or pass over the oldest. */
  readonly whenFull: "end" | "skip";
}

/** The reader was too far behind, and would have missed events: it has to begin anew. */
export class ReaderBehind extends Error {
  override readonly name = "ReaderBehind";

  constructor(most: number) {
    super(`The reader is more than ${most} events behind`);
  }
}

interface Reader<Taken> {
  readonly resolve: (result: IteratorResult<Taken, undefined>) => void;
  readonly reject: (reason: unknown) => void;
}

/** Events on their way from who pushes them to the one who reads them, never more of them than the bounds say. */
export class EventQueue<Event, Taken = Event> implements AsyncIterableIterator<Taken, undefined> {
  readonly #bounds: QueueBounds;
  readonly #onTake: (event: Event) => Taken;
  readonly #onEnd: (queue: EventQueue<Event, Taken>) => void;
  #events: Event[] = [];
  /** Somebody waits only while there are no events. */
  #readers: Reader<Taken>[] = [];
  #end: { readonly error?: unknown } | undefined;

  /** `onTake` gives the reader's own of an event, `onEnd` is called when the reader wants no more, or gets no more. */
  constructor(
    bounds: QueueBounds,
    { onTake, onEnd }: { onTake: (event: Event) => Taken; onEnd: (queue: EventQueue<Event, Taken>) => void },
  ) {
    this.#bounds = bounds;
    this.#onTake = onTake;
    this.#onEnd = onEnd;
  }

  push(event: Event): void {
    if (this.#end) return;
    const reader = this.#readers.shift();
    if (reader) {
      reader.resolve({ done: false, value: this.#onTake(event) });
      return;
    }
    if (this.#events.length >= this.#bounds.most) {
      if (this.#bounds.whenFull === "end") {
        this.#events = [];
        this.finish(new ReaderBehind(this.#bounds.most));
        return;
      }
      this.#events.shift();
    }
    this.#events.push(event);
  }

  /** No more events will come: the reader is told once it has taken those that are there. */
  finish(error?: unknown): void {
    if (this.#end) return;
    this.#end = error === undefined ? {} : { error };
    this.#onEnd(this);
    const [first, ...others] = this.#readers.splice(0);
    if (first && error !== undefined) first.reject(this.#takeError());
    else first?.resolve(over);
    for (const reader of others) reader.resolve(over);
  }

  next(): Promise<IteratorResult<Taken, undefined>> {
    if (this.#events.length > 0) {
      return Promise.resolve({ done: false, value: this.#onTake(this.#events.shift()!) });
    }
    if (!this.#end) return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
    return "error" in this.#end ? Promise.reject(this.#takeError()) : Promise.resolve(over);
  }

  /** The reader wants no more. */
  return(): Promise<IteratorResult<Taken, undefined>> {
    this.#events = [];
    this.finish();
    this.#end = {};
    return Promise.resolve(over);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** An error is told once; after it the events are over. */
  #takeError(): unknown {
    const error = this.#end?.error;
    this.#end = {};
    return error;
  }
}

const over = { done: true, value: undefined } as const;
