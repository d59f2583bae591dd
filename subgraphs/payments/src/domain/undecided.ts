import { type Payment, type PaymentTransaction, transactionsOfRefund } from "./payment.ts";

/** Something that the provider was asked and of which the outcome is not known. */
export interface UndecidedCall {
  readonly kind: "AUTHORISATION" | "CAPTURE" | "VOID" | "REFUND";
  /** Of a refund: which one. */
  readonly refundId: string | null;
  readonly since: Date;
}

/** The calls of a payment whose outcome is not known. Letting go tells of a capture, too, and stands for both. */
export function undecidedCalls(payment: Payment): UndecidedCall[] {
  const { status, transactions } = payment;
  const requested = transactions.filter((each) => each.status === "REQUESTED");
  const lastOf = (kind: PaymentTransaction["kind"]) => {
    const last = transactions.findLast((each) => each.kind === kind);
    return last?.status === "REQUESTED" ? last : undefined;
  };
  const ofHold =
    status === "PENDING"
      ? lastOf("AUTHORISATION")
      : status === "AUTHORIZED" || status === "REQUIRES_ACTION"
        ? (lastOf("VOID") ?? lastOf("CAPTURE"))
        : undefined;
  const refunds = requested.filter(
    ({ kind, refundId }) => kind === "REFUND" && transactionsOfRefund(payment, refundId!).length === 1,
  );
  return [...(ofHold ? [ofHold] : []), ...refunds].map(({ kind, refundId, at }) => ({
    ...{ kind: kind as UndecidedCall["kind"], refundId, since: at },
  }));
}
