import type { OrderKey } from "../domain/orderId.ts";

/** The rows of some orders as a part of a statement. */
export interface OfOrders {
  /** Ends the label: the two forms are two statements. */
  readonly label: "" | ".many";
  /** FROM and WHERE; more conditions follow with AND. */
  readonly from: string;
  /** The buyer of a row, for what is read beside it: the same parameter where there is one, by which a shard is found. */
  readonly buyer: string;
  /** `$1` and `$2`. */
  readonly values: readonly [buyers: string | string[], orders: string[]];
}

const isOneBuyers = (keys: readonly OrderKey[]) => keys.every(({ buyerId }) => buyerId === keys[0]?.buyerId);

/**
 * The rows of a table, read as `alias`, that belong to these orders by the column `id`. The orders of one buyer are
 * asked for by that buyer, so that one shard answers; those of several, which staff alone list, of all.
 */
export function ofOrders(keys: readonly OrderKey[], table: string, alias: string, id = "order_id"): OfOrders {
  const ids = keys.map((key) => key.id);
  if (isOneBuyers(keys)) {
    return {
      label: "",
      from: `FROM ${table} ${alias} WHERE ${alias}.buyer_id = $1 AND ${alias}.${id} = ANY ($2::uuid[])`,
      buyer: "$1",
      values: [keys[0]?.buyerId ?? "00000000-0000-0000-0000-000000000000", ids],
    };
  }
  return {
    label: ".many",
    from: `FROM unnest($1::uuid[], $2::uuid[]) AS wanted (buyer_id, order_id)
      JOIN ${table} ${alias} ON ${alias}.buyer_id = wanted.buyer_id AND ${alias}.${id} = wanted.order_id WHERE true`,
    buyer: `${alias}.buyer_id`,
    values: [keys.map(({ buyerId }) => buyerId), ids],
  };
}

/** The orders themselves, for a LATERAL join of what `of` says is theirs: conditions on `t.buyer_id` and `t.order_id`. */
export function eachOrder(keys: readonly OrderKey[]): Omit<OfOrders, "buyer"> & { readonly of: string } {
  const ids = keys.map((key) => key.id);
  if (isOneBuyers(keys)) {
    return {
      label: "",
      from: "FROM unnest($2::uuid[]) AS wanted (order_id)",
      of: "t.buyer_id = $1 AND t.order_id = wanted.order_id",
      values: [keys[0]?.buyerId ?? "00000000-0000-0000-0000-000000000000", ids],
    };
  }
  return {
    label: ".many",
    from: "FROM unnest($1::uuid[], $2::uuid[]) AS wanted (buyer_id, order_id)",
    of: "t.buyer_id = wanted.buyer_id AND t.order_id = wanted.order_id",
    values: [keys.map(({ buyerId }) => buyerId), ids],
  };
}
