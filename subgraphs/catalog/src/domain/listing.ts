import type { Money } from "@angidi/money";
import type { ModerationState } from "./moderation.ts";
import { type Product, type ProductStatus, priceRangeOf } from "./product.ts";
import { sortKey } from "./text.ts";

export const productSorts = ["NEWEST", "PRICE_ASC", "PRICE_DESC", "TITLE"] as const;
export type ProductSort = (typeof productSorts)[number];

/** Which products a list has. Conditions add up. */
export interface ProductConditions {
  /** A category's slug; the categories below it count. */
  readonly category?: string;
  /** Names of which any will do. */
  readonly brands?: readonly string[];
  readonly minPrice?: Money;
  readonly maxPrice?: Money;
  readonly status?: ProductStatus;
  /** Those that everybody may see, alone. */
  readonly visible?: true;
  readonly moderation?: ModerationState;
  /** The deleted ones instead of the others. */
  readonly deleted?: true;
}

/** A row's place in a list: what the list is sorted by, and the id, since that alone may be the same twice. */
export interface Place {
  readonly key: string | number;
  readonly id: string;
}

export interface ProductListing {
  readonly conditions: ProductConditions;
  readonly sort: ProductSort;
  readonly after: Place | null;
  readonly limit: number;
}

/** What each order goes by: the store compares the same values that a cursor carries. */
export const sortOrders: Readonly<
  Record<ProductSort, { readonly direction: "asc" | "desc"; readonly keyOf: (product: Product) => string | number }>
> = {
  NEWEST: { direction: "desc", keyOf: (product) => product.createdAt },
  PRICE_ASC: { direction: "asc", keyOf: (product) => priceRangeOf(product).min.amount },
  PRICE_DESC: { direction: "desc", keyOf: (product) => priceRangeOf(product).min.amount },
  TITLE: { direction: "asc", keyOf: (product) => sortKey(product.title) },
};

export function placeOf(product: Product, sort: ProductSort): Place {
  return { key: sortOrders[sort].keyOf(product), id: product.id };
}
