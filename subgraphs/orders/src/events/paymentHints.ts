import type { Database, Transaction, Worker } from "@angidi/datastores";
import { type DomainEvent, paymentCompleted, paymentFailed } from "@angidi/event-contracts";
import { consume, type EventLog, postgresEffects } from "@angidi/events";
import { decodeOrderId } from "../domain/orderId.ts";
import type { Redrives } from "../jobs/redrives.ts";

/**
 * Payments that were decided elsewhere, by a provider's webhook: orders that wait for them are looked at at once. Most
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
    topics: [paymentCompleted.type, paymentFailed.type],
    handle: (transaction, event) => hint(transaction, event, redrives),
  });
}

async function hint(transaction: Transaction, event: DomainEvent, redrives: Redrives): Promise<void> {
  const key = decodeOrderId((event.data as { orderId: string }).orderId);
  if (!key) return;
  const waiting = await transaction.query(
    "orders.isWaiting",
    `SELECT 1 FROM orders
     WHERE buyer_id = $1 AND id = $2 AND direction = 'PLACING' AND payment_action IS NOT NULL`,
    [key.buyerId, key.id],
  );
  if (waiting.length > 0) await redrives.later("placement", { order: key, id: key.id, attempt: 0 }, 0, transaction);
}
