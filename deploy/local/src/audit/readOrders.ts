import { encodeOrderId } from "@angidi/orders";
import type { Books } from "./books.ts";
import type { OrderInBooks, Pieces } from "./orderInBooks.ts";

/** Where an order's rows are. */
export interface OrderPlace {
  readonly buyerId: string;
  readonly id: string;
}

export type PlacedInBooks = OrderInBooks & { readonly place: OrderPlace };

const pageSize = 500;
const beforeAll: OrderPlace = {
  buyerId: "00000000-0000-0000-0000-000000000000",
  id: "00000000-0000-0000-0000-000000000000",
};

/** Every order with what the other books say of it, a page at a time: it does not matter how many there are. */
export async function* readOrders(books: Books): AsyncGenerator<readonly PlacedInBooks[]> {
  for (let after = beforeAll; ; ) {
    const rows = await books.orders.query<OrderRow>(
      "audit.orders",
      `${selectOrders} WHERE (o.buyer_id, o.id) > ($1::uuid, $2::uuid) ORDER BY o.buyer_id, o.id LIMIT ${pageSize}`,
      [after.buyerId, after.id],
    );
    if (rows.length === 0) return;
    yield await complete(books, rows);
    after = rows.at(-1)!;
  }
}

/** Some orders once more. */
export async function readAgain(books: Books, places: readonly OrderPlace[]): Promise<readonly PlacedInBooks[]> {
  const rows = await books.orders.query<OrderRow>(
    "audit.someOrders",
    `${selectOrders} JOIN unnest($1::uuid[], $2::uuid[]) AS wanted (buyer_id, id)
       ON (wanted.buyer_id, wanted.id) = (o.buyer_id, o.id)`,
    [places.map(({ buyerId }) => buyerId), places.map(({ id }) => id)],
  );
  return complete(books, rows);
}

type OrderRow = OrderPlace & Omit<OrderInBooks, "payment" | "stock" | "redeemed">;

const piecesOf = (rows: string) =>
  `coalesce((SELECT jsonb_object_agg(sku, quantity) FROM (${rows}) AS pieces WHERE quantity <> 0), '{}')`;
const linesOf =
  "order_lines AS line WHERE line.buyer_id = o.buyer_id AND line.order_id = o.id AND line.removed_in IS NULL";
const partsOf = (part: string, whole: string, key: string, statuses: string) =>
  `${whole} AS whole
   JOIN ${part} AS part ON (part.buyer_id, part.order_id, part.${key}) = (whole.buyer_id, whole.order_id, whole.id)
   JOIN order_lines AS line ON (line.buyer_id, line.order_id, line.id) = (part.buyer_id, part.order_id, part.line_id)
   WHERE whole.buyer_id = o.buyer_id AND whole.order_id = o.id AND whole.status IN (${statuses})`;
const pending = (table: string) =>
  `EXISTS (SELECT FROM ${table} AS whole
     WHERE whole.buyer_id = o.buyer_id AND whole.order_id = o.id AND whole.status = 'PENDING')`;

const selectOrders = `
  SELECT o.buyer_id AS "buyerId", o.id, o.number, o.status, o.currency, o.total, o.refunded,
    (SELECT coalesce(sum((part ->> 'amount')::bigint), 0)::bigint
     FROM jsonb_path_query(o.by_hand, '$.*.outside[*]') AS part) AS "refundedOutside",
    o.direction <> 'SETTLED' OR o.parked_at IS NOT NULL OR ${pending("fulfilments")} OR ${pending("refunds")}
      AS "isUnderWay",
    ${piecesOf(`SELECT line.sku, sum(line.quantity) AS quantity FROM ${linesOf} GROUP BY 1`)} AS ordered,
    ${piecesOf(`SELECT line.sku, sum(part.quantity) AS quantity
      FROM ${partsOf("fulfilment_lines", "fulfilments", "fulfilment_id", "'SHIPPED', 'DELIVERED'")} GROUP BY 1`)} AS shipped,
    ${piecesOf(`SELECT line.sku, sum(part.withdrawn) AS quantity
      FROM ${partsOf("refund_lines", "refunds", "refund_id", "'COMPLETED'")} GROUP BY 1`)} AS withdrawn,
    ARRAY(SELECT jsonb_array_elements(o.redemptions) ->> 'promotionId') AS "promotionIds"
  FROM orders AS o`;

async function complete(books: Books, rows: readonly OrderRow[]): Promise<readonly PlacedInBooks[]> {
  const orderIds = rows.map(encodeOrderId);
  const [payments, stock, redeemed] = await Promise.all([
    paymentsOf(books, orderIds),
    stockOf(books, orderIds),
    redeemedBy(books, orderIds),
  ]);
  return rows.map((row, index) => ({
    ...row,
    place: { buyerId: row.buyerId, id: row.id },
    payment: payments.get(orderIds[index]!) ?? { captured: 0, refunded: 0, currencies: [] },
    stock: stock.get(orderIds[index]!) ?? { held: {}, fulfilled: {} },
    redeemed: redeemed.get(orderIds[index]!) ?? [],
  }));
}

async function paymentsOf({ payments }: Books, orderIds: readonly string[]) {
  const rows = await payments.query<{ orderId: string } & OrderInBooks["payment"]>(
    "audit.payments",
    `SELECT order_id AS "orderId", sum(captured)::bigint AS captured, sum(refunded)::bigint AS refunded,
       coalesce(array_agg(DISTINCT currency::text) FILTER (WHERE currency IS NOT NULL), '{}') AS currencies
     FROM payments WHERE order_id = ANY ($1) GROUP BY order_id`,
    [orderIds],
  );
  return new Map(rows.map(({ orderId, ...payment }) => [orderId, payment]));
}

async function stockOf({ inventory }: Books, orderIds: readonly string[]) {
  const rows = await inventory.query<{ orderId: string; held: Pieces; fulfilled: Pieces }>(
    "audit.reservations",
    `SELECT order_id AS "orderId",
       coalesce(jsonb_object_agg(sku, held) FILTER (WHERE held <> 0), '{}') AS held,
       coalesce(jsonb_object_agg(sku, fulfilled) FILTER (WHERE fulfilled <> 0), '{}') AS fulfilled
     FROM (
       SELECT order_id, sku, sum(fulfilled) AS fulfilled, sum(held) AS held
       FROM (
         SELECT line.order_id, line.sku, line.fulfilled, CASE WHEN reservation.state IN ('RESERVED', 'COMMITTED')
           THEN line.quantity - line.fulfilled - line.released ELSE 0 END AS held
         FROM reservation_lines AS line JOIN reservations AS reservation USING (order_id)
         WHERE line.order_id = ANY ($1)
         UNION ALL
         -- What was promised before it is there counts as held.
         SELECT order_id, sku, 0, quantity - allocated - released FROM backorders WHERE order_id = ANY ($1)
       ) AS parts GROUP BY 1, 2
     ) AS skus GROUP BY order_id`,
    [orderIds],
  );
  return new Map(rows.map(({ orderId, ...stock }) => [orderId, stock]));
}

async function redeemedBy({ carts }: Books, orderIds: readonly string[]) {
  const rows = await carts.query<{ orderId: string; promotionIds: string[] }>(
    "audit.redemptions",
    `SELECT order_id AS "orderId", promotion_ids::text[] AS "promotionIds"
     FROM redemptions WHERE order_id = ANY ($1) AND state = 'REDEEMED'`,
    [orderIds],
  );
  return new Map(rows.map(({ orderId, promotionIds }) => [orderId, promotionIds]));
}
