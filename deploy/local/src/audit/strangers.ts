import type { Database, Discrepancy } from "@angidi/datastores";
import { decodeOrderId } from "@angidi/orders";
import type { Books } from "./books.ts";

const pageSize = 1_000;

/** What the other books hold for orders, by the order's id, in pages. */
const held = [
  {
    of: "payments",
    rule: "Money that was taken belongs to an order",
    text: `SELECT DISTINCT order_id AS "orderId" FROM payments
      WHERE order_id > $1 AND captured > refunded ORDER BY order_id LIMIT ${pageSize}`,
  },
  {
    of: "inventory",
    rule: "Stock that is held belongs to an order",
    text: `SELECT order_id AS "orderId" FROM reservations
      WHERE order_id > $1 AND state IN ('RESERVED', 'COMMITTED') ORDER BY order_id LIMIT ${pageSize}`,
  },
  {
    of: "carts",
    rule: "A use of a promotion belongs to an order",
    text: `SELECT order_id AS "orderId" FROM redemptions
      WHERE order_id > $1 AND state = 'REDEEMED' ORDER BY order_id LIMIT ${pageSize}`,
  },
] as const;

/**
 * What is held for orders that are not there. An order is written before anything is held for it, and never removed, so
 * there is no moment at which that is right.
 */
export async function* findStrangers(books: Books): AsyncGenerator<readonly Discrepancy[]> {
  for (const { of, rule, text } of held) {
    for (let after = ""; ; ) {
      const rows = await books[of].query<{ orderId: string }>(`audit.heldIn.${of}`, text, [after]);
      if (rows.length === 0) break;
      const known = await knownOf(
        books.orders,
        rows.map(({ orderId }) => orderId),
      );
      const unknown = rows.filter(({ orderId }) => !known.has(orderId));
      yield unknown.map(({ orderId }) => ({
        rule,
        subject: orderId,
        detail: `${of} has it; orders knows no such order`,
      }));
      after = rows.at(-1)!.orderId;
    }
  }
}

/** Those of the ids that orders knows. */
async function knownOf(orders: Database, orderIds: readonly string[]): Promise<ReadonlySet<string>> {
  const places = orderIds.map((orderId) => ({ orderId, place: decodeOrderId(orderId) }));
  const rows = await orders.query<{ buyerId: string; id: string }>(
    "audit.known",
    `SELECT o.buyer_id AS "buyerId", o.id FROM orders AS o
     JOIN unnest($1::uuid[], $2::uuid[]) AS wanted (buyer_id, id) ON (wanted.buyer_id, wanted.id) = (o.buyer_id, o.id)`,
    [places.flatMap(({ place }) => place?.buyerId ?? []), places.flatMap(({ place }) => place?.id ?? [])],
  );
  const found = new Set(rows.map(({ buyerId, id }) => `${buyerId} ${id}`));
  return new Set(
    places.filter(({ place }) => place && found.has(`${place.buyerId} ${place.id}`)).map(({ orderId }) => orderId),
  );
}
