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
 * Older ones are not repeated: a provider may have forgotten their idempotency key (Stripe keeps them for 24 hours), and
 * would do it a second time.
 */
const oldestMinutes = 23 * 60;

/**
 * Asks the provider again, with the same idempotency key, for what it was asked once and of which the outcome was never
 * written down. Gives whether anything was asked.
 */
export async function askAgain(
  ports: Pick<Ports, "payments" | "providers" | "now">,
  payment: Payment,
  now: Date,
): Promise<boolean> {
  const due = undecidedCalls(payment).filter(({ since }) => {
    const minutes = (now.getTime() - since.getTime()) / 60_000;
    return minutes >= youngestMinutes && minutes <= oldestMinutes;
  });
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
