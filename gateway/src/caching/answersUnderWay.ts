import type { KeptResponse } from "./responseStore.ts";

/** How many may wait for one answer; others make their own. */
const mostWaiting = 1_000;
/** How long anybody waits for another's answer before making it, too. */
const longestWaitMilliseconds = 5_000;

interface Read {
  /** Undefined when it is good for nobody else. */
  readonly response: Promise<KeptResponse | undefined>;
  readonly resolve: (response: KeptResponse | undefined) => void;
  waiting: number;
}

/** Answers that are being made, so that those who ask for the same wait for the first. */
export class AnswersUnderWay {
  readonly #reads = new Map<string, Read>();

  /** Whether nobody is making this answer: then whoever asks is to make it, and to call `end`. */
  begin(key: string): boolean {
    if (this.#reads.has(key)) return false;
    const { promise: response, resolve } = Promise.withResolvers<KeptResponse | undefined>();
    this.#reads.set(key, { response, resolve, waiting: 0 });
    return true;
  }

  /** The answer that is being made; undefined when it is good for nobody else, takes too long, or too many wait. */
  async wait(key: string): Promise<KeptResponse | undefined> {
    const read = this.#reads.get(key);
    if (!read || read.waiting >= mostWaiting) return undefined;
    read.waiting++;
    const tooLong = Promise.withResolvers<undefined>();
    const timer = setTimeout(tooLong.resolve, longestWaitMilliseconds, undefined);
    const response = await Promise.race([read.response, tooLong.promise]);
    clearTimeout(timer);
    read.waiting--;
    return response;
  }

  end(key: string, response: KeptResponse | undefined): void {
    const read = this.#reads.get(key);
    this.#reads.delete(key);
    read?.resolve(response);
  }
}
