import { isDeepStrictEqual } from "node:util";
import type { Money } from "@angidi/money";
import { readPrice } from "../domain/fields.ts";
import { InvalidInput } from "../domain/issue.ts";
import { limits } from "../domain/limits.ts";
import type { ListedPrice, Market } from "../domain/market.ts";
import type { Product, Variant } from "../domain/product.ts";
import type { Author } from "../domain/revision.ts";
import type { Ports } from "../ports.ts";
import { answeringInvalid, attempts, type InvalidOutcome } from "./outcome.ts";
import { changeOf } from "./productChange.ts";

export interface PriceDraft {
  readonly variantId: string;
  /** Null takes the variant out of the price list. */
  readonly price?: Money | null;
  readonly compareAtPrice?: Money | null;
}

export type SetPricesOutcome =
  | { readonly kind: "saved"; readonly market: Market; readonly changedProducts: number }
  | { readonly kind: "price-list-not-found" }
  | { readonly kind: "variant-not-found"; readonly index: number }
  | InvalidOutcome;

/**
 * Sets prices of a price list, all of them or none, by as many statements as one price takes. What is as it is to be
 * makes no new version, so the same again changes nothing.
 */
export function setPrices(
  ports: Pick<Ports, "products" | "categories" | "markets">,
  { priceListId, prices }: { readonly priceListId: string; readonly prices: readonly PriceDraft[] },
  author: Author,
): Promise<SetPricesOutcome> {
  return answeringInvalid<SetPricesOutcome>(async () => {
    const market = (await ports.markets.all()).find(({ priceLists }) =>
      priceLists.some(({ id }) => id === priceListId),
    );
    if (!market) return { kind: "price-list-not-found" };
    const wanted = readPrices(prices, priceListId, market.currency);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const products = (await ports.products.byVariantIds([...wanted.keys()])).filter(({ deletedAt }) => !deletedAt);
      const known = new Set(products.flatMap(({ variants }) => variants.map(({ id }) => id)));
      const missing = [...wanted.keys()].findIndex((id) => !known.has(id));
      if (missing >= 0) return { kind: "variant-not-found", index: missing };

      const changes = await changesOf(ports, products, (variant) => priced(variant, priceListId, wanted), author);
      const saved = { kind: "saved", market, changedProducts: changes.length } as const;
      if (changes.length === 0 || (await ports.products.save(changes)).kind === "saved") return saved;
      // Another changed one of them since they were read: once more, on what they are now.
    }
    throw new Error(`Prices could not be set against ${attempts} others`);
  });
}

/** By variant; null: none in this list. */
function readPrices(
  drafts: readonly PriceDraft[],
  priceListId: string,
  currency: string,
): ReadonlyMap<string, ListedPrice | null> {
  if (drafts.length > limits.pricesAtOnce) {
    throw new InvalidInput(`At most ${limits.pricesAtOnce} prices are set at once`, ["prices"]);
  }
  const wanted = new Map<string, ListedPrice | null>();
  for (const [index, { variantId, price, compareAtPrice }] of drafts.entries()) {
    const path = ["prices", index];
    const id = variantId.toLowerCase();
    if (wanted.has(id)) throw new InvalidInput("A variant is given twice", [...path, "variantId"]);
    const before = compareAtPrice ? readPrice(compareAtPrice, currency, [...path, "compareAtPrice"]) : null;
    wanted.set(
      id,
      price ? { priceListId, price: readPrice(price, currency, [...path, "price"]), compareAtPrice: before } : null,
    );
  }
  return wanted;
}

function priced(variant: Variant, priceListId: string, wanted: ReadonlyMap<string, ListedPrice | null>): Variant {
  const price = wanted.get(variant.id);
  if (price === undefined) return variant;
  const before = variant.prices.find((one) => one.priceListId === priceListId) ?? null;
  if (isDeepStrictEqual(before, price)) return variant;
  const others = variant.prices.filter((one) => one !== before);
  return { ...variant, prices: price ? [...others, price] : others };
}

async function changesOf(
  { categories }: Pick<Ports, "categories">,
  products: readonly Product[],
  next: (variant: Variant) => Variant,
  author: Author,
) {
  const changed = products.flatMap((before) => {
    const variants = before.variants.map(next);
    if (variants.reduce((sum, variant) => sum + variant.prices.length, 0) > limits.listedPrices) {
      throw new InvalidInput(`A product has at most ${limits.listedPrices} prices in price lists`, ["prices"]);
    }
    return variants.every((variant, index) => variant === before.variants[index]) ? [] : [{ before, variants }];
  });
  const ids = new Set(changed.flatMap(({ before }) => before.categoryId ?? []));
  const byId = new Map((ids.size > 0 ? await categories.byIds([...ids]) : []).map((one) => [one.id, one]));
  return changed.map(({ before, variants }) => {
    const category = before.categoryId === null ? null : (byId.get(before.categoryId) ?? null);
    return changeOf(before, { ...before, variants }, category, { author, kind: "PRICED" });
  });
}
