import type { Money } from "@angidi/money";
import type { ProviderDispute } from "../domain/dispute.ts";
import type {
  ActionOutcome,
  AuthorisationOutcome,
  CaptureOutcome,
  RefundOutcome,
  VoidOutcome,
} from "../domain/outcomes.ts";

/**
 * A company that moves the money. Every call carries an idempotency key of ours: the same key gives the same answer and
 * moves money once, whatever became of the first call. A call that throws may have taken effect or not; it is made again
 * with the same key, for as long as keys are kept (`recall`). The answer that is kept may be a refusal: what is tried
 * again after one needs another key. Calls have a deadline of their own (below that of whoever asks payments) and are repeated a few times within it.
 */
export interface PaymentProvider {
  /** Has the amount held. */
  authorise(request: AuthorisationRequest): Promise<AuthorisationOutcome>;
  /** Takes the whole amount that is held. */
  capture(request: ProviderRequest & { readonly amount: Money }): Promise<CaptureOutcome>;
  /** Lets the hold go; from then on nothing can be captured. */
  void(request: ProviderRequest): Promise<VoidOutcome>;
  /** Gives back a part of what was captured, or all. */
  refund(request: ProviderRequest & { readonly amount: Money }): Promise<RefundOutcome>;
  /** Says how the shopper's confirmation ended. Only where that is ours to say. */
  settleAction?(request: ProviderRequest & { readonly outcome: "SUCCEEDED" | "FAILED" }): Promise<ActionOutcome>;
  /** How the shopper's confirmation ended, as the provider knows, with the last step done if one is left to do. */
  finishAction(request: ProviderRequest): Promise<ActionOutcome | { readonly kind: "action-required" }>;
  /** What to do when keys are forgotten. Only where they are. */
  readonly recall?: Recall;
  /** How a payment stands in the provider's books; null when it knows none by this reference. */
  find(reference: string): Promise<ProviderPayment | null>;
  /** The payments made in a time (`from` ≤ made < `to`), a page at a time: `after` is the `next` of the page before. */
  list(range: ProviderRange): Promise<ProviderPage>;
  /**
   * What a webhook tells. Throws WebhookRefused unless the provider has signed just these bytes. Kinds of events that
   * mean nothing to us are left out. Only where the provider calls us.
   */
  readWebhook?(rawBody: Buffer, headers: WebhookHeaders): Promise<readonly ProviderEvent[]>;
}

/** A payment by the names that a provider may know it by. */
export interface NamedPayment {
  /** Ours, which the provider is told for people who look at its pages and for `recall`. Worth nothing to who reads it. */
  readonly paymentId: string;
  /**
   * The order's id, which earlier versions told instead. It shows a guest's order to whoever has it, so it is told to
   * nobody any more, but to repeat just what was told before.
   */
  readonly earlierName?: string | undefined;
}

export interface AuthorisationRequest extends NamedPayment {
  readonly idempotencyKey: string;
  readonly paymentMethod: string;
  readonly amount: Money;
}

/**
 * What a provider that forgets keys has in its books of calls whose answer was lost. It is asked that before the call is
 * made again when the key may be forgotten. A hold is taken, and let go, once at most whatever the key: those need none.
 */
export interface Recall {
  /** For how long a key is surely kept. */
  readonly keysKeptMilliseconds: number;
  /** After how long `authorisation` surely knows what was done. */
  readonly lagMilliseconds: number;
  /**
   * What came of an authorisation; null when there surely was none. `others` are payments of the same order, which have
   * names already. Throws ProviderUnavailable where the provider cannot say.
   */
  authorisation(
    request: NamedPayment & {
      readonly paymentMethod: string;
      readonly amount: Money;
      readonly others: readonly string[];
    },
  ): Promise<AuthorisationOutcome | null>;
  /** The refunds of a payment that were made, each with its amount. */
  refunds(reference: string): Promise<readonly number[]>;
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

export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * News of a payment, by the provider's name for it. An event is a hint: it says where to look, not how the payment
 * stands, so events may come in any order. A dispute is told with it, since its states have an order of their own.
 */
export type ProviderEvent =
  | {
      readonly kind: "payment-changed";
      readonly id: string;
      readonly reference: string;
      /** Our payment's id, where the provider tells it: of one whose reference we may not have heard yet. */
      readonly paymentId: string | null;
    }
  | {
      readonly kind: "dispute-changed";
      readonly id: string;
      readonly reference: string;
      readonly dispute: ProviderDispute;
    };

/** A webhook that the provider has not signed, or not lately. Why is for the log, never for who sent it. */
export class WebhookRefused extends Error {
  override readonly name = "WebhookRefused";
}

/** The provider gave no answer that can be used: away, overloaded, or not understood. The call is made again later. */
export class ProviderUnavailable extends Error {
  override readonly name: string = "ProviderUnavailable";
}

/**
 * The provider keeps a fault of its own as the answer to the key: the call is over, and asking again will never tell what
 * came of it. Its books do.
 */
export class FaultKept extends ProviderUnavailable {
  override readonly name = "FaultKept";
}
