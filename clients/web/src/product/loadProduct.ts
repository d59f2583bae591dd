import "server-only";
import { cache } from "react";
import { ask } from "../graph/ask.ts";
import { ProductPage, ProductStock } from "../graph/generated/documents.ts";
import type { ProductPageQuery, ProductStockQuery } from "../graph/generated/operations.ts";

/** A product as its page shows it. */
export type ShownProduct = NonNullable<ProductPageQuery["product"]>;
/** Whether a variant can be had. */
export type Availability = NonNullable<NonNullable<ProductStockQuery["product"]>["variants"][number]["availability"]>;
/** By variant; null when that cannot be told at the moment. */
export type Stock = ReadonlyMap<string, Availability> | null;

/** A product by its slug; null when there is none. Asked once for a page. */
export const loadProduct = cache(async (slug: string, locale: string): Promise<ShownProduct | null> => {
  return (await ask(ProductPage, { slug, locale })).data.product;
});

/** What can be had of a product. Never rejects: stock is kept elsewhere, and a page is worth seeing without it. */
export const loadStock = cache(async (slug: string): Promise<Stock> => {
  try {
    const { product } = (await ask(ProductStock, { slug })).data;
    const known = product?.variants.flatMap(({ id, availability }) =>
      availability ? [[id, availability] as const] : [],
    );
    return known && known.length > 0 ? new Map(known) : null;
  } catch {
    return null;
  }
});
