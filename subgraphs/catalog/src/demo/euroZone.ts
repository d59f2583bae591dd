import { type Money, money } from "@angidi/money";
import type { Product } from "../domain/product.ts";
import type { Ports } from "../ports.ts";
import { createMarket, createPriceList } from "../usecases/changeMarkets.ts";

const code = "eurozone";
const priceListName = "Usual prices";
const countries = ["AT", "BE", "DE", "ES", "FI", "FR", "IE", "IT", "NL", "PT"];

/** The id of the price list that the demo store sells by in euros, made if need be; null where staff gave its code to another market. */
export async function openEuroZone(ports: Pick<Ports, "markets" | "newId">): Promise<string | null> {
  const known = (await ports.markets.all()).find((market) => market.code === code);
  if (known && known.currency !== "EUR") return null;
  if (!known)
    await createMarket(ports, { code, name: "Euro zone", countries, currency: "EUR", pricesIncludeTax: true });
  const usual = known?.priceLists.find(({ name }) => name === priceListName);
  if (usual) return usual.id;
  const made = await createPriceList(ports, code, { name: priceListName });
  return made.kind === "saved" ? made.priceList.id : null;
}

/** The product with prices in euros beside its list prices. */
export function pricedInEuros(product: Product, priceListId: string): Product {
  const variants = product.variants.map((variant) => ({
    ...variant,
    prices: [
      {
        priceListId,
        price: inEuros(variant.price),
        compareAtPrice: variant.compareAtPrice && inEuros(variant.compareAtPrice),
      },
    ],
  }));
  return { ...product, variants };
}

/** Not by any rate of the day: some nine tenths, and 90 cents at the end. */
function inEuros({ amount }: Money): Money {
  return money(Math.round((amount * 0.92) / 100) * 100 - 10, "EUR");
}
