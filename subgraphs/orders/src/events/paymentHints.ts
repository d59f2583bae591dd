import type { Database, Transaction, Worker } from "@angidi/datastores";
import { type DomainEvent, paymentAuthorised, paymentCompleted, paymentFailed } from "@angidi/event-contracts";
import { consume, type EventLog, postgresEffects } from "@angidi/events";
import { decodeOrderId } from "../domain/orderId.ts";
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
    handle: (transaction, event) => hint(transaction, event, redrives),
  });
}

async function hint(transaction: Transaction, event: DomainEvent, redrives: Redrives): Promise<void> {
  const { orderId, supplementId } = event.data as { orderId: string; supplementId?: string | null };
  const order = decodeOrderId(orderId);
  if (!order) return;
  const [waiting] = supplementId
    ? await transaction.query(
        "orders.isEditWaiting",
        `SELECT 1 FROM order_edits WHERE buyer_id = $1 AND order_id = $2 AND id::text = $3
         AND direction = 'FORWARD' AND payment_action IS NOT NULL`,
        [order.buyerId, order.id, supplementId],
      )
    : await transaction.query(
        "orders.isWaiting",
        `SELECT 1 FROM orders
         WHERE buyer_id = $1 AND id = $2 AND direction = 'PLACING' AND payment_action IS NOT NULL`,
        [order.buyerId, order.id],
      );
  if (!waiting) return;
  const queue = supplementId ? "edit" : "placement";
  const work = { order, id: supplementId ?? order.id, attempt: 0 };
  await redrives.onceMore("payment-moved", queue, work, 0, transaction);
}
