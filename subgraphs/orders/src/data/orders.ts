import type { Database, Queryable, Transaction } from "@angidi/datastores";
import { outboxInsert, outboxValue, wakeRelay } from "@angidi/events";
import type { Books } from "../domain/books.ts";
import type { Direction, Order, OrderHead, PaymentAction } from "../domain/order.ts";
import { encodeOrderId, type OrderKey } from "../domain/orderId.ts";
import { become } from "../domain/orderStates.ts";
import type { UndoReason } from "../domain/undoReason.ts";
import { orderEvent } from "../events/orderEvent.ts";
import { readBooks } from "./books.ts";
import { linesColumn, orderColumns } from "./columns.ts";
import { type HintAtChange, timelineChannel } from "./timelineHints.ts";

/** What a change of status changes besides the status. */
export type StatusChange = Pick<OrderHead, "status"> &
  Partial<Pick<OrderHead, "paymentStatus" | "refunded" | "direction">> & {
    /** Whether the order gives its cart up, so that the cart can be ordered again. */
    readonly releasesCart?: boolean;
  };

/** Whole orders, and the changes that the sagas make. What has to see a state says which: a change that lost gives null. */
export interface Orders {
  find(key: OrderKey): Promise<Order | null>;
  /** The order, its row locked until the transaction ends: writers of parcels and refunds take turns. */
  lock(transaction: Queryable, key: OrderKey): Promise<Order | null>;
  /** Where the pieces and the money of an order are that the transaction has locked. */
  books(transaction: Queryable, order: Order): Promise<Books>;
  /**
   * Gives the order its next status, with the entry of its timeline and its event, by one statement, and hints at it to
   * who follows it. Null when the order is not as it is given any more, by sequence and direction.
   */
  change(order: Order, change: StatusChange, transaction?: Transaction): Promise<Order | null>;
  /** Turns the saga round. Null when the order is not as it is given any more. */
  startUndo(order: Order, reason: UndoReason, transaction?: Transaction): Promise<Order | null>;
  /** Notes that the shopper has to act. Null when the order is not being placed any more. */
  awaitAction(order: Order, action: PaymentAction): Promise<Order | null>;
  /** Notes that some money of the locked order went back. */
  setRefunded(transaction: Queryable, order: Order, money: Pick<Order, "refunded" | "paymentStatus">): Promise<Order>;
  /** Leaves the order to staff. */
  park(key: OrderKey, reason: string): Promise<void>;
  /** Takes the order back from staff. */
  unpark(key: OrderKey): Promise<void>;
}

const changeStatement = `
WITH changed AS (
  UPDATE orders SET
    status = $5, payment_status = $6, refunded = $7, direction = $8, holds_cart = holds_cart AND NOT $9,
    sequence = sequence + 1, parked_at = NULL, parked_reason = NULL
  WHERE buyer_id = $1 AND id = $2 AND sequence = $3 AND direction = $4
  RETURNING buyer_id, id, sequence, status
), entry AS (
  INSERT INTO order_timeline (buyer_id, order_id, sequence, status, at)
  SELECT buyer_id, id, sequence, status, clock_timestamp() FROM changed
), event AS (
  ${outboxInsert("$10", "EXISTS (SELECT FROM changed)")}
)
SELECT CASE WHEN $11::text IS NOT NULL THEN pg_notify('${timelineChannel}', $11)::text END FROM changed`;

/** Whole orders in PostgreSQL. `hint` is how those who follow an order are told of a change. */
export function ordersIn(database: Database, hint: HintAtChange): Orders {
  async function read(queryable: Queryable, { buyerId, id }: OrderKey, lock: "" | "FOR UPDATE"): Promise<Order | null> {
    const [order] = await queryable.query<Order>(
      lock ? "orders.lock" : "orders.find",
      `SELECT ${orderColumns}, ${linesColumn} FROM orders o WHERE o.buyer_id = $1 AND o.id = $2 ${lock}`,
      [buyerId, id],
    );
    return order ?? null;
  }

  return {
    find: (key) => read(database, key, ""),
    lock: (transaction, key) => read(transaction, key, "FOR UPDATE"),
    books: readBooks,

    async change(order, { releasesCart = false, ...change }, transaction) {
      const changed: Order = {
        ...order,
        ...change,
        status: become(order.status, change.status),
        sequence: order.sequence + 1,
        parkedAt: null,
        parkedReason: null,
      };
      const rows = await (transaction ?? database).query("orders.change", changeStatement, [
        order.buyerId,
        order.id,
        order.sequence,
        order.direction,
        changed.status,
        changed.paymentStatus,
        changed.refunded,
        changed.direction,
        releasesCart,
        outboxValue([orderEvent(changed)]),
        hint === "notify" ? encodeOrderId(order) : null,
      ]);
      if (rows.length === 0) return null;
      const tell = () => {
        wakeRelay("orders");
        if (hint !== "notify") hint(encodeOrderId(order));
      };
      if (transaction) transaction.afterCommit(tell);
      else tell();
      return changed;
    },

    async startUndo(order, reason, transaction) {
      const rows = await (transaction ?? database).query(
        "orders.startUndo",
        `UPDATE orders SET direction = 'UNDOING', undo_reason = $5
         WHERE buyer_id = $1 AND id = $2 AND sequence = $3 AND direction = $4 RETURNING id`,
        [order.buyerId, order.id, order.sequence, order.direction, JSON.stringify(reason)],
      );
      const direction: Direction = "UNDOING";
      return rows.length > 0 ? { ...order, direction, undoReason: reason } : null;
    },

    async awaitAction(order, action) {
      const rows = await database.query(
        "orders.awaitAction",
        `UPDATE orders SET payment_status = 'REQUIRES_ACTION', payment_action = $4
         WHERE buyer_id = $1 AND id = $2 AND sequence = $3 AND direction = 'PLACING' RETURNING id`,
        [order.buyerId, order.id, order.sequence, JSON.stringify(action)],
      );
      return rows.length > 0 ? { ...order, paymentStatus: "REQUIRES_ACTION", paymentAction: action } : null;
    },

    async setRefunded(transaction, order, { refunded, paymentStatus }) {
      await transaction.query(
        "orders.setRefunded",
        "UPDATE orders SET refunded = $3, payment_status = $4 WHERE buyer_id = $1 AND id = $2",
        [order.buyerId, order.id, refunded, paymentStatus],
      );
      return { ...order, refunded, paymentStatus };
    },

    async park({ buyerId, id }, reason) {
      await database.query(
        "orders.park",
        `UPDATE orders SET parked_at = coalesce(parked_at, now()), parked_reason = $3
         WHERE buyer_id = $1 AND id = $2`,
        [buyerId, id, reason],
      );
    },

    async unpark({ buyerId, id }) {
      await database.query(
        "orders.unpark",
        "UPDATE orders SET parked_at = NULL, parked_reason = NULL WHERE buyer_id = $1 AND id = $2",
        [buyerId, id],
      );
    },
  };
}
