import { CodedError } from "@angidi/subgraph";
import type { ProductSearchConnectionResolvers } from "../../generated/resolvers.ts";
import { spreadOfPrices } from "../../usecases/spreadOfPrices.ts";

const mostIntervals = 50;

export const priceHistogram: NonNullable<ProductSearchConnectionResolvers["priceHistogram"]> = async (
  { sought },
  { intervals },
  { ports },
) => {
  if (intervals < 2 || intervals > mostIntervals) {
    throw new CodedError("BAD_USER_INPUT", `There may be from 2 to ${mostIntervals} intervals`);
  }
  const money = (amount: number) => ({ amount, currency: ports.currency });
  const spread = sought ? await spreadOfPrices(ports, sought, intervals) : [];
  return spread.map(({ from, to, count }) => ({ min: money(from), max: money(to), count }));
};
