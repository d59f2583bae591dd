import { captureEnded } from "../../domain/changes.ts";
import { attemptAt, isInDoubt, type Payment } from "../../domain/payment.ts";
import type { Ports } from "../../ports.ts";
import { ProviderUnavailable } from "../../providers/paymentProvider.ts";
import { atProvider, idempotencyKey } from "./atProvider.ts";
import { letGo } from "./atProviderNow.ts";
import { record } from "./record.ts";

/**
 * Asks the provider for a capture that was requested and of which the outcome is not known. Throws ProviderUnavailable
 * when it was refused for now: the next call is another attempt.
 */
export async function endCapture(ports: Pick<Ports, "payments" | "providers">, payment: Payment): Promise<Payment> {
  if (payment.status !== "AUTHORIZED" || !isInDoubt(payment, "CAPTURE")) return payment;
  const { provider, reference, amount } = atProvider(ports, payment);
  const attempt = attemptAt(payment, "CAPTURE");
  const key = idempotencyKey(payment, attempt);
  const outcome = await provider.capture({ idempotencyKey: key, reference, amount });
  // Not what the order costs: it is not paid, and what was taken goes back when the order is undone.
  if (outcome.kind === "captured" && outcome.part !== undefined) {
    throw new ProviderUnavailable(`Of ${payment.id} a part was captured at the provider`);
  }
  const ended = await record(ports, payment, (current) => captureEnded(current, outcome, attempt));
  if (outcome.kind === "refused") throw new ProviderUnavailable(`${payment.id} cannot be captured for now`);
  // What was declined may be held still, and nobody will take it any more.
  if (ended.status === "FAILED") await letGo(ports, ended);
  return ended;
}
