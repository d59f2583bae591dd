import type { Money } from "@angidi/money";
import type {
  ActionOutcome,
  AuthorisationOutcome,
  CaptureOutcome,
  RefundOutcome,
  VoidOutcome,
} from "../domain/outcomes.ts";

/**
 * A company that moves the money. Every call carries an idempotency key of ours: the same key gives the same answer and
 * moves money once, whatever became of the first call. A call that throws may have taken effect or not; it is made again.
 */
export interface PaymentProvider {
  /** Has the amount held. `orderId` is for people who look at the provider's own pages. */
  authorise(request: {
    readonly idempotencyKey: string;
    readonly paymentMethod: string;
    readonly amount: Money;
    readonly orderId: string;
  }): Promise<AuthorisationOutcome>;
  /** Takes the whole amount that is held. */
  capture(request: ProviderRequest & { readonly amount: Money }): Promise<CaptureOutcome>;
  /** Lets the hold go; from then on nothing can be captured. */
  void(request: ProviderRequest): Promise<VoidOutcome>;
  /** Gives back a part of what was captured, or all. */
  refund(request: ProviderRequest & { readonly amount: Money }): Promise<RefundOutcome>;
  /** Says how the shopper's confirmation ended. Only where that is ours to say; others tell it by webhook. */
  settleAction?(request: ProviderRequest & { readonly outcome: "SUCCEEDED" | "FAILED" }): Promise<ActionOutcome>;
  /** How a payment stands in the provider's books; null when it knows none by this reference. */
  find(reference: string): Promise<ProviderPayment | null>;
  /** The payments made in a time (`from` ≤ made < `to`), a page at a time: `after` is the `next` of the page before. */
  list(range: ProviderRange): Promise<ProviderPage>;
}

export interface ProviderRequest {
  readonly idempotencyKey: string;
  /** The provider's name for the payment, from `authorise`. */
  readonly reference: string;
}

/** A payment in the provider's books. Amounts are minor units of the currency. */
export interface ProviderPayment {
  readonly reference: string;
  readonly status: "ACTION_REQUIRED" | "AUTHORIZED" | "CAPTURED" | "VOIDED" | "DECLINED";
  readonly currency: string;
  /** What was to be paid, held or not. */
  readonly amount: number;
  readonly captured: number;
  readonly refunded: number;
  readonly createdAt: Date;
}

export interface ProviderRange {
  readonly from: Date;
  readonly to: Date;
  readonly after?: string | null;
}

export interface ProviderPage {
  readonly payments: readonly ProviderPayment[];
  /** Null on the last page. */
  readonly next: string | null;
}
