import type { Payment } from "../domain/payment.ts";
import { type UndecidedCall, undecidedCalls } from "../domain/undecided.ts";
import type { Ports } from "../ports.ts";
import { endRefund } from "./refundPayment.ts";
import { endAuthorisation } from "./steps/endAuthorisation.ts";
import { endCapture } from "./steps/endCapture.ts";
import { voidPayment } from "./voidPayment.ts";

/** Younger calls may be under way. */
const youngestMinutes = 10;

/**
 * Asks the provider again for what it was asked once and of which the outcome was never written down: with the same
 * idempotency key, or first what it has in its books where the key may be forgotten. Gives whether anything was asked.
 */
export async function askAgain(
  ports: Pick<Ports, "payments" | "providers" | "now">,
  payment: Payment,
  now: Date,
): Promise<boolean> {
  const due = undecidedCalls(payment).filter(
    ({ since }) => now.getTime() - since.getTime() >= youngestMinutes * 60_000,
  );
  for (const call of due) await repeat(ports, payment, call);
  return due.length > 0;
}

function repeat(
  ports: Pick<Ports, "payments" | "providers" | "now">,
  payment: Payment,
  { kind, refundId }: UndecidedCall,
): Promise<Payment> {
  switch (kind) {
    case "AUTHORISATION":
      return endAuthorisation(ports, payment);
    case "CAPTURE":
      return endCapture(ports, payment);
    case "VOID":
      return voidPayment(ports, payment);
    case "REFUND":
      return endRefund(ports, payment, refundId!);
  }
}
