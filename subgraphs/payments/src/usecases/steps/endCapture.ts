import { captureEnded } from "../../domain/changes.ts";
import { isInDoubt, type Payment } from "../../domain/payment.ts";
import type { Ports } from "../../ports.ts";
import { atProvider, idempotencyKey } from "./atProvider.ts";
import { record } from "./record.ts";

/** Asks the provider for a capture that was requested and of which the outcome is not known. */
export async function endCapture(ports: Pick<Ports, "payments" | "providers">, payment: Payment): Promise<Payment> {
  if (payment.status !== "AUTHORIZED" || !isInDoubt(payment, "CAPTURE")) return payment;
  const { provider, reference, amount } = atProvider(ports, payment);
  const key = idempotencyKey(payment, "capture");
  const outcome = await provider.capture({ idempotencyKey: key, reference, amount });
  return record(ports, payment, (current) => captureEnded(current, outcome));
}
