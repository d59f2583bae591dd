import {
  eventOf,
  type PaymentAuthorised,
  type PaymentCompleted,
  type PaymentDisputed,
  type PaymentFailed,
  type PaymentRefunded,
  paymentAuthorised,
  paymentCompleted,
  paymentDisputed,
  paymentFailed,
  paymentRefunded,
} from "@angidi/event-contracts";
import type { Change } from "../domain/changes.ts";
import type { Payment } from "../domain/payment.ts";

export type PaymentEvent = PaymentAuthorised | PaymentCompleted | PaymentDisputed | PaymentFailed | PaymentRefunded;

const contracts = {
  "payment.authorised": paymentAuthorised,
  "payment.completed": paymentCompleted,
  "payment.disputed": paymentDisputed,
  "payment.failed": paymentFailed,
  "payment.refunded": paymentRefunded,
};

/** What is published of a change: that money was taken, given back, could not be had or is disputed. */
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
    // Of a dispute: what it did.
    code: event === "payment.disputed" ? entry.kind : (entry.decline?.code ?? null),
  };
  return [eventOf(contracts[event], { source: "payments", subject: id, subjectVersion: version + 1, data })];
}
