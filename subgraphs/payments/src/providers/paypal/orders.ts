import { type Money, money, sum } from "@angidi/money";
import { type DeclineCode, declined } from "../../domain/declines.ts";
import type { Captured, Declined } from "../../domain/outcomes.ts";
import type { ProviderPayment } from "../paymentProvider.ts";
import { fromPayPal, type PayPalAmount } from "./amounts.ts";

// What we read of PayPal's answers (developer.paypal.com/docs/api/orders/v2, /payments/v2).

export interface PayPalOrder {
  readonly id: string;
  readonly status: "CREATED" | "SAVED" | "APPROVED" | "VOIDED" | "COMPLETED" | "PAYER_ACTION_REQUIRED";
  readonly create_time?: string;
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
  readonly purchase_units?: readonly {
    readonly amount?: PayPalAmount;
    readonly payments?: {
      readonly authorizations?: readonly PayPalAuthorisation[];
      readonly captures?: readonly PayPalCapture[];
      readonly refunds?: readonly PayPalRefund[];
    };
  }[];
}

export interface PayPalAuthorisation {
  readonly id: string;
  readonly status: "CREATED" | "CAPTURED" | "DENIED" | "PARTIALLY_CAPTURED" | "VOIDED" | "PENDING";
  readonly amount?: PayPalAmount;
}

export interface PayPalCapture {
  readonly id: string;
  readonly status: "COMPLETED" | "DECLINED" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "FAILED";
  readonly amount?: PayPalAmount;
  readonly supplementary_data?: { readonly related_ids?: { readonly order_id?: string } };
}

export interface PayPalRefund {
  readonly id: string;
  readonly status: "CANCELLED" | "FAILED" | "PENDING" | "COMPLETED";
  readonly amount?: PayPalAmount;
}

const payments = ({ purchase_units }: PayPalOrder) => purchase_units?.[0]?.payments ?? {};

/** There is one at most: we ask for one, and a part of it is never captured. */
export function authorisationIn(order: PayPalOrder): PayPalAuthorisation | undefined {
  return payments(order).authorizations?.at(-1);
}

/** The capture that took the money; else the last that was tried. */
export function captureIn(order: PayPalOrder): PayPalCapture | undefined {
  const captures = payments(order).captures ?? [];
  return captures.find(isTaken) ?? captures.at(-1);
}

export function isTaken({ status }: PayPalCapture): boolean {
  return status === "COMPLETED" || status === "PARTIALLY_REFUNDED" || status === "REFUNDED";
}

/** The refunds that were made, or are under way. */
export function refundsIn(order: PayPalOrder): Money[] {
  return (payments(order).refunds ?? [])
    .filter(({ status }) => status === "COMPLETED" || status === "PENDING")
    .flatMap(({ amount }) => (amount ? [fromPayPal(amount)] : []));
}

/** What was taken of an order that was captured. */
export function takenIn(order: PayPalOrder): Captured {
  const { captured, amount } = paymentOf(order);
  return captured === amount ? { kind: "captured" } : { kind: "captured", part: captured };
}

/** Where the shopper approves. */
export function approvalUrl({ links }: PayPalOrder): string | null {
  return links?.find(({ rel }) => rel === "payer-action" || rel === "approve")?.href ?? null;
}

/** The order as it stands in PayPal's books. */
export function paymentOf(order: PayPalOrder): ProviderPayment {
  const asked = order.purchase_units?.[0]?.amount;
  const { currency, amount } = asked ? fromPayPal(asked) : money(0, "USD");
  const total = (moved: readonly { readonly amount?: PayPalAmount }[]) =>
    sum(
      moved.flatMap((one) => (one.amount ? [fromPayPal(one.amount)] : [])),
      currency,
    ).amount;
  const { captures = [] } = payments(order);
  return {
    reference: order.id,
    status: statusOf(order),
    currency,
    amount,
    captured: total(captures.filter(isTaken)),
    refunded: sum(refundsIn(order), currency).amount,
    createdAt: new Date(order.create_time ?? 0),
  };
}

function statusOf(order: PayPalOrder): ProviderPayment["status"] {
  const capture = captureIn(order);
  if (capture && isTaken(capture)) return "CAPTURED";
  switch (authorisationIn(order)?.status) {
    case "CREATED":
    case "PARTIALLY_CAPTURED":
    case "CAPTURED": // and not settled yet
      return "AUTHORIZED";
    case "DENIED":
      return "DECLINED";
    case "VOIDED":
      return "VOIDED";
    default:
      return order.status === "VOIDED" ? "VOIDED" : "ACTION_REQUIRED";
  }
}

/** PayPal's issues in our vocabulary (developer.paypal.com/api/rest/reference/orders/v2/errors). */
const issues: Readonly<Record<string, DeclineCode>> = {
  AUTHORIZATION_EXPIRED: "authorisation_expired",
  AUTH_CAPTURE_CURRENCY_MISMATCH: "currency_unsupported",
  AMOUNT_NOT_SUPPORTED: "amount_unsupported",
  CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED: "payment_disputed",
  CAPTURE_FULLY_REFUNDED: "refund_exceeds_captured",
  CARD_EXPIRED: "expired_card",
  COMPLIANCE_VIOLATION: "fraudulent",
  CURRENCY_NOT_SUPPORTED: "currency_unsupported",
  CURRENCY_NOT_SUPPORTED_FOR_RECEIVER: "currency_unsupported",
  INVALID_CURRENCY_CODE: "currency_unsupported",
  ORDER_NOT_APPROVED: "authentication_failed",
  PAYER_ACTION_REQUIRED: "authentication_failed",
  REFUND_AMOUNT_EXCEEDED: "refund_exceeds_captured",
  REFUND_CAPTURE_CURRENCY_MISMATCH: "refund_failed",
  REFUND_NOT_ALLOWED: "refund_failed",
  REFUND_TIME_LIMIT_EXCEEDED: "refund_failed",
  TOKEN_ID_NOT_FOUND: "payment_method_unknown",
  TOKEN_NOT_FOUND: "payment_method_unknown",
};

export function declinedByPayPal(issue: string, otherwise: DeclineCode = "card_declined"): Declined {
  return declined((Object.hasOwn(issues, issue) ? issues[issue] : undefined) ?? otherwise);
}
