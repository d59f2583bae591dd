import { captureRequested } from "../domain/changes.ts";
import type { Payment, PaymentKey } from "../domain/payment.ts";
import type { Ports } from "../ports.ts";
import { endCapture } from "./steps/endCapture.ts";
import { record } from "./steps/record.ts";

/**
 * Takes the money that is held for an order or a supplement, once; a repeat gets the payment as it stands by now.
 * Undefined when there is no payment.
 */
export async function capturePayment(ports: Ports, key: PaymentKey): Promise<Payment | undefined> {
  const payment = await ports.payments.byKey(key);
  return payment && endCapture(ports, await record(ports, payment, captureRequested));
}
