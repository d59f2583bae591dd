import type { Payment } from "../../domain/payment.ts";
import type { Ports } from "../../ports.ts";
import { ProviderUnavailable } from "../../providers/paymentProvider.ts";
import { atProviderNow, letGo } from "./atProviderNow.ts";
import { record } from "./record.ts";

/**
 * Looks whether the shopper has confirmed a payment that waits for it: a webhook may be late, or lost. While the provider
 * is away it waits on.
 */
export async function endAction(ports: Ports, payment: Payment): Promise<Payment> {
  if (payment.status !== "REQUIRES_ACTION") return payment;
  try {
    const ended = await record(ports, payment, await atProviderNow(ports, payment));
    if (ended.status === "VOIDED") await letGo(ports, ended);
    return ended;
  } catch (error) {
    if (error instanceof ProviderUnavailable) return payment;
    throw error;
  }
}
