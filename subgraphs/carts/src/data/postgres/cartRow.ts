import type { CartLine } from "../../domain/cart.ts";
import type { StoredCart } from "../cartStore.ts";

/** A row of `carts`, as `cartColumns` reads it. */
export interface CartRow {
  readonly id: string;
  readonly buyer_id: string;
  readonly customer_id: string | null;
  readonly currency: string;
  readonly version: number;
  readonly checkout: number;
  readonly ordered_version: number | null;
  readonly lines: readonly CartLine[];
  readonly promotion_ids: readonly string[];
  readonly merged_into: string | null;
}

/** The columns of a `CartRow`, from the table or alias. */
export function cartColumns(table: string): string {
  return [
    "id",
    "buyer_id",
    "customer_id",
    "currency",
    "version",
    "checkout",
    "ordered_version",
    "lines",
    "promotion_ids",
    "merged_into",
  ]
    .map((column) => `${table}.${column}`)
    .join(", ");
}

export function toCart(row: CartRow): StoredCart {
  return {
    id: row.id,
    buyerId: row.buyer_id,
    customerId: row.customer_id,
    currency: row.currency,
    version: row.version,
    checkout: row.checkout,
    orderedVersion: row.ordered_version,
    lines: row.lines,
    promotionIds: row.promotion_ids,
    mergedInto: row.merged_into,
  };
}
