import type { Clock } from "./clock.ts";

const slices = 10;

/** How many calls there were and how many of them failed, within the last so many milliseconds (give or take a tenth). */
export class RollingCounts {
  readonly #clock: Clock;
  readonly #sliceMilliseconds: number;
  readonly #calls = new Array<number>(slices).fill(0);
  readonly #failures = new Array<number>(slices).fill(0);
  #slice: number;
  calls = 0;
  failures = 0;

  constructor(milliseconds: number, clock: Clock) {
    this.#clock = clock;
    this.#sliceMilliseconds = milliseconds / slices;
    this.#slice = this.#sliceNow();
  }

  add(failed: boolean): void {
    this.#forgetOld();
    const index = this.#slice % slices;
    this.#calls[index]! += 1;
    this.calls += 1;
    if (!failed) return;
    this.#failures[index]! += 1;
    this.failures += 1;
  }

  clear(): void {
    this.#calls.fill(0);
    this.#failures.fill(0);
    this.calls = 0;
    this.failures = 0;
  }

  #sliceNow(): number {
    return Math.floor(this.#clock.now() / this.#sliceMilliseconds);
  }

  #forgetOld(): void {
    const now = this.#sliceNow();
    if (now === this.#slice) return;
    for (let slice = Math.max(this.#slice, now - slices) + 1; slice <= now; slice++) {
      const index = slice % slices;
      this.calls -= this.#calls[index]!;
      this.failures -= this.#failures[index]!;
      this.#calls[index] = 0;
      this.#failures[index] = 0;
    }
    this.#slice = now;
  }
}
