import type { Ports } from "../context.ts";
import type { Sought } from "../data/searchIndex.ts";
import { type PriceInterval, priceIntervals } from "../domain/priceIntervals.ts";

/** How the prices of what was found are spread over at most so many intervals; by two statements or requests. */
export async function spreadOfPrices(
  { index }: Pick<Ports, "index">,
  sought: Sought,
  most: number,
): Promise<(PriceInterval & { readonly count: number })[]> {
  const span = await index.priceSpan(sought);
  if (!span) return [];
  const intervals = priceIntervals(span, most);
  const counts = await index.countPrices(sought, intervals);
  return intervals.map((interval, place) => ({ ...interval, count: counts[place]! }));
}
