import { isPaymentToken, type Money } from "@angidi/money";
import type { Payment, PaymentKey, ProviderName } from "../domain/payment.ts";
import { checkAmount, checkBuyer, checkKey } from "../domain/requests.ts";
import type { Ports } from "../ports.ts";
import { endAction } from "./steps/endAction.ts";
import { endAuthorisation } from "./steps/endAuthorisation.ts";

export interface AuthorisePayment extends PaymentKey {
  readonly buyerId: string;
  readonly amount: Money;
  readonly provider: ProviderName;
  readonly paymentMethod: string;
}

export type AuthorisePaymentResult =
  | { readonly kind: "payment"; readonly payment: Payment }
  /** There is a payment for the same over another amount. */
  | { readonly kind: "other-amount" }
  | { readonly kind: "invalid"; readonly mistake: string };

/**
 * Has the money of an order or of a supplement held, once: a repeat gets the payment as it stands by now. What was
 * voided before gets its voided payment.
 */
export async function authorisePayment(
  ports: Ports,
  { orderId, supplementId, buyerId, amount, provider, paymentMethod }: AuthorisePayment,
): Promise<AuthorisePaymentResult> {
  const key = { orderId, supplementId };
  const mistake = checkKey(key) ?? checkBuyer(buyerId) ?? checkAmount(amount);
  if (mistake) return { kind: "invalid", mistake };
  const details = { buyerId, provider, amount, paymentMethod: isPaymentToken(paymentMethod) ? paymentMethod : null };
  const opened = await ports.payments.open(key, details);
  const payment = opened ?? (await ports.payments.byKey(key));
  if (!payment) throw new Error(`The payment of the order ${orderId} is gone`);
  if (payment.details && !isSame(payment.details.amount, amount)) return { kind: "other-amount" };
  const authorised = await endAuthorisation(ports, payment);
  return { kind: "payment", payment: opened ? authorised : await endAction(ports, authorised) };
}

function isSame(one: Money, other: Money): boolean {
  return one.currency === other.currency && one.amount === other.amount;
}
