/** How many retries a quiet subgraph may see at once, whatever the share says. */
const reserve = 10;

/**
 * Keeps retries to a share of the calls: every call pays in that share of a retry, a retry takes one out. In any stretch
 * of time there are at most `reserve` retries more than the share of its calls, so an outage is not multiplied.
 */
export class RetryBudget {
  readonly #share: number;
  #left = reserve;

  /** `share` is that of retries per call, 0.2 for one in five. */
  constructor(share: number) {
    this.#share = share;
  }

  payIn(): void {
    this.#left = Math.min(this.#left + this.#share, reserve);
  }

  /** Whether there was enough for one retry, which is then taken out. */
  takeOut(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
