import type { Money } from "@angidi/money";
import { refundEnded, refundRequested } from "../domain/changes.ts";
import { declined } from "../domain/declines.ts";
import {
  type Decline,
  hasUnknownRefund,
  type Payment,
  type PaymentKey,
  type PaymentTransaction,
  transactionsOfRefund,
  withheld,
} from "../domain/payment.ts";
import { checkAmount } from "../domain/requests.ts";
import type { Ports } from "../ports.ts";
import { FaultKept } from "../providers/paymentProvider.ts";
import { atProvider, idempotencyKey, mayBeForgotten } from "./steps/atProvider.ts";
import { endCapture } from "./steps/endCapture.ts";
import { record } from "./steps/record.ts";

export interface RefundPayment extends PaymentKey {
  /** The caller's: the same id is the same refund. */
  readonly refundId: string;
  readonly amount: Money;
  readonly reason: string;
  /** Whether a refund that was declined is asked for anew, as a further attempt under an id of its own. */
  readonly untilMade?: boolean | undefined;
}

export type RefundPaymentResult =
  /** Why this refund was not made, or null when it was. */
  | { readonly kind: "payment"; readonly payment: Payment; readonly decline: Decline | null }
  | { readonly kind: "other-currency" }
  | { readonly kind: "no-payment" }
  | { readonly kind: "invalid"; readonly mistake: string };

/** Gives back a part of what was captured, or all, once by refund id; refunds together never more than was captured. */
export async function refundPayment(
  ports: Ports,
  { orderId, supplementId, refundId: wanted, amount, reason, untilMade }: RefundPayment,
): Promise<RefundPaymentResult> {
  const mistake = checkAmount(amount);
  if (mistake) return { kind: "invalid", mistake };
  const known = await ports.payments.byKey({ orderId, supplementId });
  if (!known) return { kind: "no-payment" };
  if (known.details && known.details.amount.currency !== amount.currency) return { kind: "other-currency" };

  const captured = await endCapture(ports, known);
  const refundId = untilMade ? attemptOf(captured, wanted) : wanted;
  const request = { refundId, amount: amount.amount, reason };
  const requested = await record(ports, captured, (current) => refundRequested(current, request));
  const payment = await endRefund(ports, requested, refundId);

  const transactions = transactionsOfRefund(payment, refundId);
  return {
    kind: "payment",
    payment,
    decline: transactions.length > 0 ? transactions.at(-1)!.decline : tooMuch(payment),
  };
}

/** The id of the attempt that is not known to be declined: the refund's own, then `<id>:2` and so on. */
function attemptOf(payment: Payment, refundId: string): string {
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? refundId : `${refundId}:${attempt}`;
    if (transactionsOfRefund(payment, id).at(-1)?.status !== "DECLINED") return id;
  }
}

function tooMuch(payment: Payment): Decline {
  return declined(withheld(payment) > 0 ? "payment_disputed" : "refund_exceeds_captured");
}

/** Asks the provider for a refund that was requested and of which the outcome is not known. */
export async function endRefund(
  ports: Pick<Ports, "payments" | "providers" | "now">,
  payment: Payment,
  refundId: string,
): Promise<Payment> {
  const [request, ended] = transactionsOfRefund(payment, refundId);
  if (!request || ended) return payment;
  const { provider, reference, amount: whole } = atProvider(ports, payment);
  const key = idempotencyKey(payment, `refund:${refundId}`);
  const amount = { ...whole, amount: request.amount };
  const { recall } = provider;
  // With a key that is forgotten it would do it twice: then its books say whether it was done.
  if (recall && mayBeForgotten(ports, recall, request.at)) {
    const theirs = await recall.refunds(reference);
    if (hasUnknownRefund(payment, theirs, request.amount)) return recordRecalled(ports, payment, request, theirs);
  }
  const outcome = await provider.refund({ idempotencyKey: key, reference, amount }).catch((error) => {
    if (error instanceof FaultKept && recall) return null;
    throw error;
  });
  if (outcome) return record(ports, payment, (current) => refundEnded(current, refundId, outcome));
  return recordRecalled(ports, payment, request, await recall!.refunds(reference));
}

/** Decided on the payment as it is then: of two refunds of one amount, one refund that the provider made is one. */
function recordRecalled(
  ports: Pick<Ports, "payments">,
  payment: Payment,
  { refundId, amount }: PaymentTransaction,
  theirs: readonly number[],
): Promise<Payment> {
  return record(ports, payment, (current) => {
    const isMade = hasUnknownRefund(current, theirs, amount);
    return refundEnded(current, refundId!, isMade ? { kind: "refunded" } : declined("refund_failed"));
  });
}
