import { actionEnded } from "../domain/changes.ts";
import type { Payment, PaymentKey } from "../domain/payment.ts";
import type { Ports } from "../ports.ts";
import { atProvider, idempotencyKey } from "./steps/atProvider.ts";
import { endAction } from "./steps/endAction.ts";
import { record } from "./steps/record.ts";

export type SettlePaymentActionResult =
  | { readonly kind: "payment"; readonly payment: Payment }
  | { readonly kind: "no-payment" };

/**
 * Says how the shopper's confirmation ended, once: of a payment that waits for none, it gives how it stands. Where the
 * provider knows that, it is asked: what the shopper's client says is a reason to look, and no more.
 */
export async function settlePaymentAction(
  ports: Ports,
  { outcome, ...key }: PaymentKey & { readonly outcome: "SUCCEEDED" | "FAILED" },
): Promise<SettlePaymentActionResult> {
  const payment = await ports.payments.byKey(key);
  if (!payment) return { kind: "no-payment" };
  if (payment.status !== "REQUIRES_ACTION") return { kind: "payment", payment };

  const { provider, reference } = atProvider(ports, payment);
  if (!provider.settleAction) return { kind: "payment", payment: await endAction(ports, payment) };
  const ended = await provider.settleAction({ idempotencyKey: idempotencyKey(payment, "action"), reference, outcome });
  return { kind: "payment", payment: await record(ports, payment, (current) => actionEnded(current, ended)) };
}
