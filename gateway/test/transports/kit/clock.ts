import type { Clock } from "../../../src/transports/clock.ts";

/** A clock that stands still until it is told how much time passes. */
export interface ManualClock extends Clock {
  /** Lets time pass: everything due is called at its own moment, in order. */
  pass(milliseconds: number): void;
  /** How many calls are still to come. */
  readonly timers: number;
}

export function manualClock(): ManualClock {
  let now = 1_000;
  const timers = new Set<{ readonly at: number; readonly call: () => void }>();
  return {
    now: () => now,
    after(milliseconds, call) {
      const timer = { at: now + milliseconds, call };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
        if (!due) break;
        timers.delete(due);
        now = due.at;
        due.call();
      }
      now = end;
    },
    get timers() {
      return timers.size;
    },
  };
}
