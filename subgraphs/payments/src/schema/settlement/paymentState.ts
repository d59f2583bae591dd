import { CodedError } from "@angidi/subgraph";
import { type Decline, type Payment, withheld } from "../../domain/payment.ts";

/** Where a payment stands, as orders is told; `decline` is why what was asked now was not done. */
export function toPaymentState(whole: Payment, decline?: Decline | null) {
  const { id, supplementId, status, captured, refunded, action, ...payment } = whole;
  const why = decline ?? payment.decline;
  return {
    paymentId: id,
    supplementId,
    status,
    captured,
    refunded,
    withheld: withheld(whole),
    declineCode: why?.code ?? null,
    declineMessage: why?.message ?? null,
    clientSecret: action?.clientSecret ?? null,
    redirectUrl: action?.redirectUrl ?? null,
  };
}

/** What no honest service asks: a fault of the caller, and not an outcome that it handles. */
export function refused(mistake: string): CodedError {
  return new CodedError("BAD_USER_INPUT", mistake);
}

export const noPayment = (orderId: string) => refused(`The order ${orderId} has no payment`);
