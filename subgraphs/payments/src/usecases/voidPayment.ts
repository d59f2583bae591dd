import { voidEnded, voidRequested } from "../domain/changes.ts";
import type { Payment, PaymentKey } from "../domain/payment.ts";
import { next } from "../domain/paymentStates.ts";
import type { Ports } from "../ports.ts";
import { atProvider, idempotencyKey } from "./steps/atProvider.ts";
import { endAuthorisation } from "./steps/endAuthorisation.ts";
import { record } from "./steps/record.ts";

/**
 * Lets the money go that is held for an order or a supplement. Afterwards nothing more can be captured, and what was captured before is
 * known: that stays, and is for a refund to give back. What has no payment yet will never have one.
 */
export async function voidPayment(ports: Pick<Ports, "payments" | "providers">, key: PaymentKey): Promise<Payment> {
  const { payments } = ports;
  // The last, if an authorisation came in between.
  const known = (await payments.byKey(key)) ?? (await payments.openVoided(key)) ?? (await payments.byKey(key));
  if (!known) throw new Error(`The payment of the order ${key.orderId} is gone`);

  // Of one that is pending nobody knows yet whether money is held for it; only its own authorisation tells.
  const payment = await record(ports, await endAuthorisation(ports, known), voidRequested);
  if (!next(payment.status, "voided")) return payment;
  const { provider, reference } = atProvider(ports, payment);
  const outcome = await provider.void({ idempotencyKey: idempotencyKey(payment, "void"), reference });
  return record(ports, payment, (current) => voidEnded(current, outcome));
}
