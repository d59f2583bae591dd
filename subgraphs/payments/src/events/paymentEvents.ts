import {
  eventOf,
  type PaymentCompleted,
  type PaymentFailed,
  type PaymentRefunded,
  paymentCompleted,
  paymentFailed,
  paymentRefunded,
} from "@angidi/event-contracts";
import type { Change } from "../domain/changes.ts";
import type { Payment } from "../domain/payment.ts";

export type PaymentEvent = PaymentCompleted | PaymentFailed | PaymentRefunded;

const contracts = {
  "payment.completed": paymentCompleted,
  "payment.failed": paymentFailed,
  "payment.refunded": paymentRefunded,
};

/** What is published of a change: that money was taken, given back, or could not be had. */
export function paymentEvents(
  { id, orderId, supplementId, details, version }: Payment,
  { event, entry }: Change,
): PaymentEvent[] {
  if (event === null || details === null) return [];
  const { buyerId, amount } = details;
  const data = {
    paymentId: id,
    orderId,
    supplementId,
    buyerId,
    amount: entry.amount,
    currency: amount.currency,
    code: entry.decline?.code ?? null,
  };
  return [eventOf(contracts[event], { source: "payments", subject: id, subjectVersion: version + 1, data })];
}
