import { voidEnded, voidRequested } from "../domain/changes.ts";
import { attemptAt, type Payment, type PaymentKey } from "../domain/payment.ts";
import { next } from "../domain/paymentStates.ts";
import type { Ports } from "../ports.ts";
import { ProviderUnavailable } from "../providers/paymentProvider.ts";
import { atProvider, idempotencyKey } from "./steps/atProvider.ts";
import { letGo } from "./steps/atProviderNow.ts";
import { endAuthorisation } from "./steps/endAuthorisation.ts";
import { record } from "./steps/record.ts";

/**
 * Lets the money go that is held for an order or a supplement. Afterwards nothing more can be captured, and what was
 * captured before is known: that stays, and is for a refund to give back. What has no payment yet will never have one.
 * Throws ProviderUnavailable when it was refused for now: the next call is another attempt.
 */
export async function voidPayment(
  ports: Pick<Ports, "payments" | "providers" | "now">,
  key: PaymentKey,
): Promise<Payment> {
  const { payments } = ports;
  // The last, if an authorisation came in between.
  const known = (await payments.byKey(key)) ?? (await payments.openVoided(key)) ?? (await payments.byKey(key));
  if (!known) throw new Error(`The payment of the order ${key.orderId} is gone`);

  // Of one that is pending nobody knows yet whether money is held for it; only its own authorisation tells.
  const payment = await record(ports, await endAuthorisation(ports, known), voidRequested);
  // Its capture was declined, or the confirmation, and whoever was told of it may have died before it could let go.
  if (payment.status === "FAILED") await letGo(ports, payment);
  if (!next(payment.status, "voided")) return payment;
  const { provider, reference } = atProvider(ports, payment);
  const attempt = attemptAt(payment, "VOID");
  const outcome = await provider.void({ idempotencyKey: idempotencyKey(payment, attempt), reference });
  const ended = await record(ports, payment, (current) => voidEnded(current, outcome, attempt));
  if (outcome.kind === "refused") throw new ProviderUnavailable(`${payment.id} cannot be let go for now`);
  return ended;
}
