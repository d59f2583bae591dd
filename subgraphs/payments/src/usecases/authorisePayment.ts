import { isPaymentToken, type Money } from "@angidi/money";
import type { Payment, ProviderName } from "../domain/payment.ts";
import { checkAmount, checkOrder } from "../domain/requests.ts";
import type { Ports } from "../ports.ts";
import { endAction } from "./steps/endAction.ts";
import { endAuthorisation } from "./steps/endAuthorisation.ts";

export interface AuthorisePayment {
  readonly orderId: string;
  readonly buyerId: string;
  readonly amount: Money;
  readonly provider: ProviderName;
  readonly paymentMethod: string;
}

export type AuthorisePaymentResult =
  | { readonly kind: "payment"; readonly payment: Payment }
  /** The order has a payment over another amount. */
  | { readonly kind: "other-amount" }
  | { readonly kind: "invalid"; readonly mistake: string };

/**
 * Has an order's money held, once: a repeat gets the payment as it stands by now. An order that was voided before gets
 * its voided payment.
 */
export async function authorisePayment(
  ports: Ports,
  { orderId, buyerId, amount, provider, paymentMethod }: AuthorisePayment,
): Promise<AuthorisePaymentResult> {
  const mistake = checkOrder({ orderId, buyerId }) ?? checkAmount(amount);
  if (mistake) return { kind: "invalid", mistake };
  const details = { buyerId, provider, amount, paymentMethod: isPaymentToken(paymentMethod) ? paymentMethod : null };
  const opened = await ports.payments.open(orderId, details);
  const payment = opened ?? (await ports.payments.byOrder(orderId));
  if (!payment) throw new Error(`The payment of the order ${orderId} is gone`);
  if (payment.details && !isSame(payment.details.amount, amount)) return { kind: "other-amount" };
  const authorised = await endAuthorisation(ports, payment);
  return { kind: "payment", payment: opened ? authorised : await endAction(ports, authorised) };
}

function isSame(one: Money, other: Money): boolean {
  return one.currency === other.currency && one.amount === other.amount;
}
