/** Where the ranges of the price facet begin, in whole units of the currency. */
const starts = [0, 25, 50, 100, 200, 500, 1_000];

export interface PriceRange {
  /** `<from>-<to>` in minor units, both included, for a filter; open at the end for the last. */
  readonly value: string;
  readonly label: string;
}

/** The range of the price facet that an amount is in. */
export function priceRangeOf(amount: number, currency: string): PriceRange {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const unit = 10 ** digits;
  const index = starts.findLastIndex((start) => start * unit <= amount);
  const from = starts[Math.max(0, index)]!;
  const next = starts[Math.max(0, index) + 1];
  return next === undefined
    ? { value: `${from * unit}-`, label: `${from} ${currency} and more` }
    : { value: `${from * unit}-${next * unit - 1}`, label: `${from} to ${next} ${currency}` };
}
