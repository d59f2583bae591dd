import { voidEnded, voidRequested } from "../domain/changes.ts";
import type { Payment } from "../domain/payment.ts";
import { next } from "../domain/paymentStates.ts";
import type { Ports } from "../ports.ts";
import { atProvider, idempotencyKey } from "./steps/atProvider.ts";
import { endAuthorisation } from "./steps/endAuthorisation.ts";
import { record } from "./steps/record.ts";

/**
 * Lets the money go that is held for an order. Afterwards nothing more can be captured, and what was captured before is
 * known: that stays, and is for a refund to give back. An order without a payment will never have one.
 */
export async function voidPayment(ports: Ports, orderId: string): Promise<Payment> {
  const { payments } = ports;
  // The last, if an authorisation came in between.
  const known =
    (await payments.byOrder(orderId)) ?? (await payments.openVoided(orderId)) ?? (await payments.byOrder(orderId));
  if (!known) throw new Error(`The payment of the order ${orderId} is gone`);

  // Of one that is pending nobody knows yet whether money is held for it; only its own authorisation tells.
  const payment = await record(ports, await endAuthorisation(ports, known), voidRequested);
  if (!next(payment.status, "voided")) return payment;
  const { provider, reference } = atProvider(ports, payment);
  const outcome = await provider.void({ idempotencyKey: idempotencyKey(payment, "void"), reference });
  return record(ports, payment, (current) => voidEnded(current, outcome));
}
