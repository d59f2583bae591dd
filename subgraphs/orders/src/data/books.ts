import type { Queryable } from "@angidi/datastores";
import type { Books } from "../domain/books.ts";
import type { LineBalance } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";

interface Row extends Omit<Books, "balances"> {
  readonly lines: readonly (Omit<LineBalance, "line"> & { readonly lineId: string })[];
}

const booksStatement = `
WITH sent AS (
  SELECT l.line_id, sum(l.quantity) AS sent, sum(l.quantity) FILTER (WHERE f.status <> 'PENDING') AS shipped
  FROM fulfilment_lines l
  JOIN fulfilments f ON f.buyer_id = l.buyer_id AND f.order_id = l.order_id AND f.id = l.fulfilment_id
  WHERE l.buyer_id = $1 AND l.order_id = $2
  GROUP BY l.line_id
), given_back AS (
  SELECT l.line_id, sum(l.quantity) AS refunded, sum(l.withdrawn) AS withdrawn, sum(l.returned) AS returned,
    sum(l.withdrawn) FILTER (WHERE r.status = 'COMPLETED') AS "withdrawnForGood",
    sum(l.returned) FILTER (WHERE r.status = 'COMPLETED') AS "returnedForGood"
  FROM refund_lines l
  JOIN refunds r ON r.buyer_id = l.buyer_id AND r.order_id = l.order_id AND r.id = l.refund_id
  WHERE l.buyer_id = $1 AND l.order_id = $2 AND r.status <> 'DECLINED'
  GROUP BY l.line_id
), came_back AS (
  SELECT line_id, sum(restocked + written_off) AS pieces
  FROM return_lines WHERE buyer_id = $1 AND order_id = $2
  GROUP BY line_id
)
SELECT
  (SELECT json_agg(json_build_object('lineId', l.id, 'sent', coalesce(sent, 0), 'shipped', coalesce(shipped, 0),
     'withdrawn', coalesce(withdrawn, 0), 'returned', coalesce(returned, 0) + coalesce(came_back.pieces, 0),
     'withdrawnForGood', coalesce("withdrawnForGood", 0),
     'returnedForGood', coalesce("returnedForGood", 0) + coalesce(came_back.pieces, 0), 'refunded', coalesce(refunded, 0)))
   FROM order_lines l LEFT JOIN sent ON sent.line_id = l.id LEFT JOIN given_back ON given_back.line_id = l.id
   LEFT JOIN came_back ON came_back.line_id = l.id
   WHERE l.buyer_id = $1 AND l.order_id = $2 AND l.removed_in IS NULL) AS lines,
  (SELECT count(*) FROM fulfilments WHERE buyer_id = $1 AND order_id = $2) AS parcels,
  (SELECT count(*) FROM fulfilments WHERE buyer_id = $1 AND order_id = $2 AND status = 'DELIVERED') AS arrived,
  (SELECT coalesce(sum(amount), 0)::bigint FROM refunds
   WHERE buyer_id = $1 AND order_id = $2 AND status <> 'DECLINED' AND edit_id IS NULL) AS refunded,
  (SELECT count(*) FROM refunds WHERE buyer_id = $1 AND order_id = $2 AND status = 'PENDING') AS "pendingRefunds"`;

/** Reads the books of an order whose row the transaction has locked, so that they stay as they are. */
export async function readBooks(transaction: Queryable, order: Order): Promise<Books> {
  const [row] = await transaction.query<Row>("orders.books", booksStatement, [order.buyerId, order.id]);
  if (!row) throw new Error("The books of an order gave no row");
  const { lines, ...rest } = row;
  const byLine = new Map(lines.map(({ lineId, ...balance }) => [lineId, balance]));
  return { ...rest, balances: order.lines.map((line) => ({ line, ...byLine.get(line.id)! })) };
}
