/** Prices in minor units, both ends included. */
export interface PriceInterval {
  readonly from: number;
  readonly to: number;
}

/**
 * Intervals of one round width (1, 2 or 5 times a power of ten) from the lowest price to the highest, as narrow as `most`
 * of them allow. The first has the lowest price and the last the highest.
 */
export function priceIntervals(
  { lowest, highest }: { lowest: number; highest: number },
  most: number,
): PriceInterval[] {
  let width = 1;
  for (let step = 0; Math.floor(highest / width) - Math.floor(lowest / width) >= most; ) {
    step += 1;
    width = [1, 2, 5][step % 3]! * 10 ** Math.floor(step / 3);
  }
  const first = Math.floor(lowest / width);
  const count = Math.floor(highest / width) - first + 1;
  return Array.from({ length: count }, (_, index) => ({
    from: (first + index) * width,
    to: (first + index + 1) * width - 1,
  }));
}
