import type { Database, Transaction, Worker } from "@angidi/datastores";
import { type DomainEvent, paymentAuthorised, paymentCompleted, paymentFailed } from "@angidi/event-contracts";
import { consume, type EventLog, postgresEffects } from "@angidi/events";
import { ofOrders } from "../data/ofOrders.ts";
import { decodeOrderId, type OrderKey } from "../domain/orderId.ts";
import type { Redrives } from "../jobs/redrives.ts";

/**
 * Payments that were decided elsewhere, by a provider's webhook: orders and edits that wait for them are looked at at once. Most
 * of these events tell what the saga knows already.
 */
export function paymentHints({
  database,
  log,
  redrives,
}: {
  readonly database: Database;
  readonly log: EventLog;
  readonly redrives: Redrives;
}): Worker {
  return consume({
    log,
    effects: postgresEffects(database),
    group: "orders.payment-decided",
    topics: [paymentAuthorised.type, paymentCompleted.type, paymentFailed.type],
    handleBatch: (transaction, events) => hint(transaction, events, redrives),
  });
}

/** What a decided payment is for: an order, or an edit of it. */
interface Paid {
  readonly order: OrderKey;
  /** The edit's id; null for what the order itself cost. */
  readonly editId: string | null;
}

async function hint(transaction: Transaction, events: readonly DomainEvent[], redrives: Redrives): Promise<void> {
  const paid = events.flatMap(({ data }): Paid[] => {
    const { orderId, supplementId } = data as { orderId: string; supplementId?: string | null };
    const order = decodeOrderId(orderId);
    return order ? [{ order, editId: supplementId ?? null }] : [];
  });
  const waiting = [
    ...(await waitingOrders(transaction, paid)).map((order) => ({ queue: "placement", order, id: order.id }) as const),
    ...(await waitingEdits(transaction, paid)).map((edit) => ({ queue: "edit", ...edit }) as const),
  ];
  for (const { queue, order, id } of waiting) {
    await redrives.onceMore("payment-moved", queue, { order, id, attempt: 0 }, 0, transaction);
  }
}

/** Those of the orders that wait for their shopper, which are few: as a rule the saga has gone on by itself. */
async function waitingOrders(transaction: Transaction, paid: readonly Paid[]): Promise<OrderKey[]> {
  const keys = paid.flatMap(({ order, editId }) => (editId ? [] : [order]));
  if (keys.length === 0) return [];
  const { label, from, values } = ofOrders(keys, "orders", "o", "id");
  return transaction.query(
    `orders.areWaiting${label}`,
    `SELECT DISTINCT o.buyer_id AS "buyerId", o.id ${from} AND o.direction = 'PLACING' AND o.payment_action IS NOT NULL`,
    values,
  );
}

async function waitingEdits(transaction: Transaction, paid: readonly Paid[]) {
  const ids = new Set(paid.flatMap(({ editId }) => editId ?? []));
  if (ids.size === 0) return [];
  const keys = paid.flatMap(({ order, editId }) => (editId ? [order] : []));
  const { label, from, values } = ofOrders(keys, "order_edits", "e");
  const rows = await transaction.query<{ buyerId: string; orderId: string; id: string }>(
    `orders.areEditsWaiting${label}`,
    `SELECT DISTINCT e.buyer_id AS "buyerId", e.order_id AS "orderId", e.id ${from}
     AND e.direction = 'FORWARD' AND e.payment_action IS NOT NULL`,
    values,
  );
  return rows
    .filter(({ id }) => ids.has(id))
    .map(({ buyerId, orderId, id }) => ({ order: { buyerId, id: orderId }, id }));
}
