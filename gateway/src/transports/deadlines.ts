import type { Clock } from "./clock.ts";

/**
 * Deadlines that are all equally far off when they are set, so that the first one set is the first to pass: one timer
 * for the eldest does for all.
 *
 * They are links of a chain and let go of everything once they are taken out. A Set would do, but the tables that it
 * leaves behind as it grows have grown old by then, and whatever they still hold outlives the cheap collections: that
 * made a call three times as dear.
 */
export class Deadlines {
  readonly #milliseconds: number;
  readonly #clock: Clock;
  #eldest: Deadline | undefined;
  #youngest: Deadline | undefined;
  #isTimed = false;

  constructor(milliseconds: number, clock: Clock) {
    this.#milliseconds = milliseconds;
    this.#clock = clock;
  }

  /** Calls `pass` when the time is over, unless the deadline is removed before. */
  add(pass: () => void): Deadline {
    const deadline: Deadline = {
      at: this.#clock.now() + this.#milliseconds,
      pass,
      older: this.#youngest,
      younger: undefined,
    };
    if (this.#youngest) this.#youngest.younger = deadline;
    else this.#eldest = deadline;
    this.#youngest = deadline;
    if (!this.#isTimed) this.#sweepIn(this.#milliseconds);
    return deadline;
  }

  /** Does nothing for a deadline that has passed or was removed already. */
  remove(deadline: Deadline): void {
    if (deadline.pass === nothing) return;
    const { older, younger } = deadline;
    if (older) older.younger = younger;
    else this.#eldest = younger;
    if (younger) younger.older = older;
    else this.#youngest = older;
    deadline.pass = nothing;
    deadline.older = undefined;
    deadline.younger = undefined;
  }

  #sweepIn(milliseconds: number): void {
    this.#isTimed = true;
    this.#clock.after(milliseconds, this.#sweep);
  }

  readonly #sweep = (): void => {
    this.#isTimed = false;
    const now = this.#clock.now();
    while (this.#eldest) {
      const { at, pass } = this.#eldest;
      if (at > now) {
        this.#sweepIn(Math.ceil(at - now));
        return;
      }
      this.remove(this.#eldest);
      pass();
    }
  };
}

export interface Deadline {
  readonly at: number;
  pass: () => void;
  older: Deadline | undefined;
  younger: Deadline | undefined;
}

function nothing(): void {}
