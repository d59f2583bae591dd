import { captureRequested } from "../domain/changes.ts";
import type { Payment } from "../domain/payment.ts";
import type { Ports } from "../ports.ts";
import { endCapture } from "./steps/endCapture.ts";
import { record } from "./steps/record.ts";

/**
 * Takes the money that is held for an order, once; a repeat gets the payment as it stands by now. Undefined when the
 * order has no payment.
 */
export async function capturePayment(ports: Ports, orderId: string): Promise<Payment | undefined> {
  const payment = await ports.payments.byOrder(orderId);
  return payment && endCapture(ports, await record(ports, payment, captureRequested));
}
