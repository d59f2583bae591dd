/** A source of numbers below one, the same for the same seed: a test that fails can be run again. */
export type Draw = () => number;

/** Mulberry32: small, and good enough to choose test data by. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const draw = {
  /** From 0 to `max`. */
  integer: (g: Draw, max: number) => Math.floor(g() * (max + 1)),
  oneOf: <T>(g: Draw, values: readonly T[]): T => values[Math.floor(g() * values.length)]!,
  chance: (g: Draw, percent: number) => g() * 100 < percent,
  /** A source of its own, whose numbers do not depend on when they are asked for. */
  fork: (g: Draw): Draw => drawFrom(g() * 2 ** 32),
};
