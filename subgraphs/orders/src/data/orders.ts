import type { Database, Queryable, Transaction } from "@angidi/datastores";
import { outboxInsert, outboxValue, wakeRelay } from "@angidi/events";
import type { Books } from "../domain/books.ts";
import type { Direction, Order, OrderHead, PaymentAction } from "../domain/order.ts";
import { encodeOrderId, type OrderKey } from "../domain/orderId.ts";
import { become } from "../domain/orderStates.ts";
import { becomePaid } from "../domain/paymentStatus.ts";
import { type Actor, entry, type NewEntry, paymentEntry, statusEntry, theSystem } from "../domain/timeline.ts";
import { describeUndo, type UndoReason } from "../domain/undoReason.ts";
import { orderEvent } from "../events/orderEvent.ts";
import { readBooks } from "./books.ts";
import { linesColumn, orderColumns } from "./columns.ts";
import { entriesCount, entriesInsert, entriesValue } from "./timeline.ts";
import { type HintAtChange, timelineChannel } from "./timelineHints.ts";

/** What a change of status changes besides the status. */
export type StatusChange = Pick<OrderHead, "status"> &
  Partial<Pick<OrderHead, "paymentStatus" | "refunded" | "direction">> & {
    /** Whether the order gives its cart up, so that the cart can be ordered again. */
    readonly releasesCart?: boolean;
    /** Whose doing it is; the platform's unless said. */
    readonly by?: Actor;
    /** Why, for the timeline. */
    readonly because?: string;
    /** What else the timeline tells of it, before the status. */
    readonly entries?: readonly NewEntry[];
  };

/** Where the money of an order stands, and what the timeline tells of it besides. */
export type MoneyChange = Pick<Order, "refunded" | "paymentStatus"> & { readonly entries?: readonly NewEntry[] };

/** Whole orders, and the changes that the sagas make. What has to see a state says which: a change that lost gives null. */
export interface Orders {
  find(key: OrderKey): Promise<Order | null>;
  /** The order, its row locked until the transaction ends: writers of parcels and refunds take turns. */
  lock(transaction: Queryable, key: OrderKey): Promise<Order | null>;
  /** Where the pieces and the money of an order are that the transaction has locked. */
  books(transaction: Queryable, order: Order): Promise<Books>;
  /**
   * Gives the order its next status, with the entries of its timeline and its event, by one statement, and hints at it
   * to who follows it. Null when the order is not as it is given any more, by sequence and direction.
   */
  change(order: Order, change: StatusChange, transaction?: Transaction): Promise<Order | null>;
  /** Turns the saga round, by request of somebody or by itself. Null when the order is not as it is given any more. */
  startUndo(order: Order, reason: UndoReason, transaction?: Transaction, by?: Actor): Promise<Order | null>;
  /** Notes that the shopper has to act. Null when the order is not being placed any more. */
  awaitAction(order: Order, action: PaymentAction): Promise<Order | null>;
  /** Notes that some money of the locked order went back. */
  setRefunded(transaction: Queryable, order: Order, money: MoneyChange): Promise<Order>;
}

const changeStatement = `
WITH changed AS (
  UPDATE orders SET
    status = $5, payment_status = $6, refunded = $7, direction = $8, holds_cart = holds_cart AND NOT $9,
    sequence = sequence + 1, parked = parked - 'placement',
    parked_at = CASE WHEN parked - 'placement' = '{}' THEN NULL ELSE parked_at END, ${entriesCount("$12")}
  WHERE buyer_id = $1 AND id = $2 AND sequence = $3 AND direction = $4
  RETURNING buyer_id, id, entries
), told AS (
  ${entriesInsert("changed", "$12")}
), event AS (
  ${outboxInsert("$10", "EXISTS (SELECT FROM changed)")}
)
SELECT CASE WHEN $11::text IS NOT NULL THEN pg_notify('${timelineChannel}', $11)::text END FROM changed`;

/** A statement that changes an order, by `set` and where `condition` holds, and adds the entries of `$3` to its timeline. */
const telling = (set: string, condition = "true") => `
WITH changed AS (
  UPDATE orders SET ${set}, ${entriesCount("$3")} WHERE buyer_id = $1 AND id = $2 AND ${condition}
  RETURNING buyer_id, id, entries
), told AS (
  ${entriesInsert("changed", "$3")}
)
SELECT id FROM changed`;

/** What the timeline tells of a change of where the money stands: nothing when it stands there already. */
function moneyEntries(order: Order, changed: Order, by: Actor): NewEntry[] {
  const { paymentStatus, total, refunded } = changed;
  if (paymentStatus === order.paymentStatus && refunded === order.refunded) return [];
  const state = paymentStatus === order.paymentStatus ? paymentStatus : becomePaid(order.paymentStatus, paymentStatus);
  return [paymentEntry(state, refunded > 0 ? refunded : state === "CAPTURED" ? total : null, by)];
}

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

    async change(order, { releasesCart = false, by = theSystem, because, entries = [], ...change }, transaction) {
      const changed: Order = {
        ...order,
        ...change,
        status: become(order.status, change.status),
        sequence: order.sequence + 1,
        ...unparked(order),
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
        entriesValue([...entries, ...moneyEntries(order, changed, by), statusEntry(changed, by, because)]),
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

    async startUndo(order, reason, transaction, by = theSystem) {
      const asked = { state: "REQUESTED", text: describeUndo(reason) };
      const rows = await (transaction ?? database).query(
        "orders.startUndo",
        telling("direction = 'UNDOING', undo_reason = $4", "sequence = $5 AND direction = $6"),
        [
          order.buyerId,
          order.id,
          entriesValue(reason.kind === "CANCELLED" ? [entry("CANCELLATION", by, asked)] : []),
          JSON.stringify(reason),
          order.sequence,
          order.direction,
        ],
      );
      const direction: Direction = "UNDOING";
      return rows.length > 0 ? { ...order, direction, undoReason: reason } : null;
    },

    async awaitAction(order, action) {
      const rows = await database.query(
        "orders.awaitAction",
        telling(
          "payment_status = 'REQUIRES_ACTION', payment_action = $4",
          "sequence = $5 AND direction = 'PLACING' AND payment_action IS NULL",
        ),
        [
          order.buyerId,
          order.id,
          entriesValue([paymentEntry(becomePaid(order.paymentStatus, "REQUIRES_ACTION"), null)]),
          JSON.stringify(action),
          order.sequence,
        ],
      );
      return rows.length > 0 ? { ...order, paymentStatus: "REQUIRES_ACTION", paymentAction: action } : null;
    },

    async setRefunded(transaction, order, { refunded, paymentStatus, entries = [] }) {
      const changed: Order = { ...order, refunded, paymentStatus };
      await transaction.query("orders.setRefunded", telling("refunded = $4, payment_status = $5"), [
        order.buyerId,
        order.id,
        entriesValue([...entries, ...moneyEntries(order, changed, theSystem)]),
        refunded,
        paymentStatus,
      ]);
      return changed;
    },
  };
}

/** The same order when its placement waits for staff no more. */
function unparked({ parked: { placement: _, ...parked }, parkedAt }: Order): Pick<Order, "parked" | "parkedAt"> {
  return { parked, parkedAt: Object.keys(parked).length > 0 ? parkedAt : null };
}
