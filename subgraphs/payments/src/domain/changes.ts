import type { DisputeMove, DisputeMovement, ProviderDispute } from "./dispute.ts";
import type { ActionOutcome, AuthorisationOutcome, CaptureOutcome, RefundOutcome, VoidOutcome } from "./outcomes.ts";
import {
  attemptAt,
  type Decline,
  isInDoubt,
  type Payment,
  type PaymentAction,
  refundable,
  type TransactionEntry,
  transactionsOfRefund,
} from "./payment.ts";
import { type Happening, next, type PaymentStatus } from "./paymentStates.ts";

/** One step of a payment: what it is afterwards, the transaction that says so, and what is published of it. */
export interface Change {
  readonly status: PaymentStatus;
  readonly captured: number;
  readonly refunded: number;
  readonly reference: string | null;
  readonly decline: Decline | null;
  readonly action: PaymentAction | null;
  readonly entry: TransactionEntry;
  readonly event:
    | "payment.authorised"
    | "payment.completed"
    | "payment.disputed"
    | "payment.failed"
    | "payment.refunded"
    | null;
}

// Each of these gives the change that something makes, or undefined when there is nothing to change (any more): it is
// recorded already, or the payment has gone another way.

export function authorisationEnded(payment: Payment, outcome: AuthorisationOutcome): Change | undefined {
  const entry = { kind: "AUTHORISATION", amount: amountOf(payment) } as const;
  switch (outcome.kind) {
    case "authorised":
      return step(payment, "authorised", { ...entry, status: "SUCCEEDED" }, { reference: outcome.reference });
    case "action-required": {
      const { reference, clientSecret, redirectUrl } = outcome;
      const action = { clientSecret, redirectUrl };
      return step(payment, "actionRequired", { ...entry, status: "ACTION_REQUIRED" }, { reference, action });
    }
    case "declined":
      return declined(payment, entry, outcome);
  }
}

export function actionEnded(payment: Payment, outcome: ActionOutcome): Change | undefined {
  if (payment.status !== "REQUIRES_ACTION") return undefined;
  const entry = { kind: "AUTHORISATION", amount: amountOf(payment) } as const;
  switch (outcome.kind) {
    case "authorised": {
      const change = step(payment, "authorised", { ...entry, status: "SUCCEEDED" });
      // Whoever waits for the shopper hears of it.
      return change && { ...change, event: "payment.authorised" };
    }
    case "voided":
      return voidEnded(payment, outcome);
    case "declined":
      return declined(payment, entry, outcome);
  }
}

export function captureRequested(payment: Payment): Change | undefined {
  if (payment.status !== "AUTHORIZED" || isInDoubt(payment, "CAPTURE")) return undefined;
  return unmoved(payment, { kind: "CAPTURE", status: "REQUESTED", amount: amountOf(payment) });
}

/** `attempt` is the one that was made (`attemptAt`): of a refusal that is told late, another may be under way by now. */
export function captureEnded(payment: Payment, outcome: CaptureOutcome, attempt?: string): Change | undefined {
  const entry = { kind: "CAPTURE", amount: amountOf(payment) } as const;
  switch (outcome.kind) {
    case "captured": {
      const captured = outcome.part ?? entry.amount;
      const change = step(payment, "captured", { ...entry, amount: captured, status: "SUCCEEDED" }, { captured });
      return change && { ...change, event: "payment.completed" };
    }
    case "voided":
      return voidEnded(payment, outcome);
    case "refused":
      return attemptRefused(payment, entry, outcome, attempt);
    case "declined":
      return payment.status === "AUTHORIZED" ? declined(payment, entry, outcome) : undefined;
  }
}

export function voidRequested(payment: Payment): Change | undefined {
  if (!next(payment.status, "voided") || isInDoubt(payment, "VOID")) return undefined;
  return unmoved(payment, { kind: "VOID", status: "REQUESTED", amount: amountOf(payment) });
}

export function voidEnded(payment: Payment, outcome: VoidOutcome, attempt?: string): Change | undefined {
  // The capture went through and its caller died before it could say so: now it is known.
  if (outcome.kind === "captured") return captureEnded(payment, outcome);
  const entry = { kind: "VOID", amount: amountOf(payment) } as const;
  if (outcome.kind === "refused") return attemptRefused(payment, entry, outcome, attempt);
  return step(payment, "voided", { ...entry, status: "SUCCEEDED" });
}

/** The attempt is over, and the payment stands as before: the next one is another. */
function attemptRefused(
  payment: Payment,
  entry: { readonly kind: "CAPTURE" | "VOID"; readonly amount: number },
  { code, message }: Decline,
  attempt: string | undefined,
): Change | undefined {
  if (!next(payment.status, "voided") || !isInDoubt(payment, entry.kind)) return undefined;
  if (attemptAt(payment, entry.kind) !== attempt) return undefined;
  return unmoved(payment, { ...entry, status: "DECLINED", decline: { code, message } });
}

/** A refund as it is asked for. */
export interface RefundRequest {
  readonly refundId: string;
  readonly amount: number;
  readonly reason: string;
}

export function refundRequested(payment: Payment, { refundId, amount, reason }: RefundRequest): Change | undefined {
  if (transactionsOfRefund(payment, refundId).length > 0 || amount > refundable(payment)) return undefined;
  return unmoved(payment, { kind: "REFUND", status: "REQUESTED", amount, refundId, reason });
}

export function refundEnded(payment: Payment, refundId: string, outcome: RefundOutcome): Change | undefined {
  const [request, ended] = transactionsOfRefund(payment, refundId);
  if (!request || ended) return undefined;
  const entry = { kind: "REFUND", amount: request.amount, refundId } as const;
  if (outcome.kind === "declined") {
    const { code, message } = outcome;
    return unmoved(payment, { ...entry, status: "DECLINED", decline: { code, message } });
  }
  const refunded = payment.refunded + request.amount;
  const happening = refunded === payment.captured ? "refunded" : "partlyRefunded";
  const change = step(payment, happening, { ...entry, status: "SUCCEEDED" }, { refunded });
  return change && { ...change, event: "payment.refunded" };
}

/** The money of a dispute goes, or comes back. What was captured stays so: whether we may keep it is another matter. */
export function disputeMoved(payment: Payment, { kind, amount }: DisputeMovement, dispute: ProviderDispute): Change {
  const reason = `${dispute.reference}: ${dispute.reason}`;
  return { ...unmoved(payment, { kind, status: "SUCCEEDED", amount, reason }), event: "payment.disputed" };
}

/** What a dispute has moved so far; null when nothing. */
export function movedBy({ transactions }: Payment, kind: DisputeMove, { reference }: ProviderDispute): number | null {
  const moved = transactions.filter((each) => each.kind === kind && each.reason?.startsWith(`${reference}: `));
  return moved.length === 0 ? null : moved.reduce((sum, { amount }) => sum + amount, 0);
}

type Entry = Pick<TransactionEntry, "kind" | "status" | "amount"> & Partial<TransactionEntry>;

/** Nothing is owed for what was voided before it was authorised, and nothing of that ever changes. */
function amountOf({ details }: Payment): number {
  return details?.amount.amount ?? 0;
}

function declined(payment: Payment, entry: Omit<Entry, "status">, { code, message }: Decline): Change | undefined {
  const decline = { code, message };
  const change = step(payment, "declined", { ...entry, status: "DECLINED", decline }, { decline });
  return change && { ...change, event: "payment.failed" };
}

/** The change to another status, if the states allow it. What the shopper had to do is done with. */
function step(
  payment: Payment,
  happening: Happening,
  entry: Entry,
  changed: Partial<Omit<Change, "status" | "entry" | "event">> = {},
): Change | undefined {
  const status = next(payment.status, happening);
  return status && { ...unmoved(payment, entry), action: null, ...changed, status };
}

function unmoved(payment: Payment, entry: Entry): Change {
  const { status, captured, refunded, reference, decline, action } = payment;
  return {
    ...{ status, captured, refunded, reference, decline, action },
    entry: { refundId: null, reason: null, decline: null, ...entry },
    event: null,
  };
}
