import "server-only";
import { ask } from "../graph/ask.ts";
import { ShopCurrency } from "../graph/generated/documents.ts";
import { isUnavailable } from "../graph/isUnavailable.ts";

let known: string | undefined;

/**
 * ISO 4217: what the shop's prices are in. A filter by price has to name it, and no field of the graph tells it but a price;
 * so it is asked for once in the life of the process. Undefined for a shop without products, and when the graph does not
 * answer: then there is no filter by price.
 */
export async function shopCurrency(): Promise<string | undefined> {
  if (known) return known;
  try {
    const { data } = await ask(ShopCurrency, {});
    known = data.products.edges[0]?.node.priceRange.min.currency;
  } catch (error) {
    if (!isUnavailable(error)) throw error;
  }
  return known;
}

/** Told by answers that have prices anyway, so that it seldom has to be asked for. */
export function learnCurrency(currency: string | undefined): void {
  known ??= currency;
}
