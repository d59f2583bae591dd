import type { CartContent, CartLine } from "../../domain/cart.ts";
import type { NewCart, StoredCart } from "../cartStore.ts";

/** A row of `carts`, as `cartColumns` reads it. */
export interface CartRow {
  readonly id: string;
  readonly buyer_id: string;
  readonly customer_id: string | null;
  readonly market: string | null;
  readonly currency: string;
  readonly prices_include_tax: boolean;
  readonly version: number;
  readonly checkout: number;
  readonly ordered_version: number | null;
  readonly lines: readonly CartLine[];
  readonly saved_lines: readonly CartLine[];
  readonly promotion_ids: readonly string[];
  readonly merged_into: string | null;
}

/** The columns of a `CartRow`, from the table or alias. */
export function cartColumns(table: string): string {
  return [
    "id",
    "buyer_id",
    "customer_id",
    "market",
    "currency",
    "prices_include_tax",
    "version",
    "checkout",
    "ordered_version",
    "lines",
    "saved_lines",
    "promotion_ids",
    "merged_into",
  ]
    .map((column) => `${table}.${column}`)
    .join(", ");
}

/** The columns that a cart is made with, and their values. */
export const newCartColumns =
  "id, buyer_id, customer_id, market, currency, prices_include_tax, lines, saved_lines, promotion_ids";
export function newCartValues(cart: NewCart): unknown[] {
  return [cart.id, cart.buyerId, cart.customerId, ...contentValues(cart)];
}

/** The columns of a cart's content set to parameters from a place on, and their values. */
export function setContent(from: number): string {
  return ["market", "currency", "prices_include_tax", "lines", "saved_lines", "promotion_ids"]
    .map((column, index) => `${column} = $${from + index}`)
    .join(", ");
}
export function contentValues(content: CartContent): unknown[] {
  const { market, currency, pricesIncludeTax, lines, savedLines, promotionIds } = content;
  return [market, currency, pricesIncludeTax, JSON.stringify(lines), JSON.stringify(savedLines), promotionIds];
}

export function toCart(row: CartRow): StoredCart {
  return {
    id: row.id,
    buyerId: row.buyer_id,
    customerId: row.customer_id,
    market: row.market,
    currency: row.currency,
    pricesIncludeTax: row.prices_include_tax,
    version: row.version,
    checkout: row.checkout,
    orderedVersion: row.ordered_version,
    lines: row.lines,
    savedLines: row.saved_lines,
    promotionIds: row.promotion_ids,
    mergedInto: row.merged_into,
  };
}
