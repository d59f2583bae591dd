import type { Entered, EnteredField } from "./entered.ts";
import type { QuoteView } from "./quoteView.ts";

/** Where a checkout stands: what was entered, what it costs, and what stands in the way. */
export interface CheckoutState {
  readonly entered: Entered;
  /** Null until the address is known. */
  readonly quote: QuoteView | null;
  /** What is wrong with what was entered, in words. */
  readonly problems: Readonly<Partial<Record<EnteredField, string>>>;
  readonly told: Told | null;
}

/** What the last submission came to, when it did not place an order. */
export type Told =
  | { readonly kind: "check"; readonly message: string }
  | { readonly kind: "declined"; readonly message: string }
  | { readonly kind: "price-changed"; readonly message: string }
  | { readonly kind: "out-of-stock"; readonly shortages: readonly Shortage[] }
  | { readonly kind: "refused"; readonly message: string }
  /** Whether an order was placed is not known; the same again places no second one. */
  | { readonly kind: "unavailable"; readonly message: string };

export interface Shortage {
  readonly variantId: string;
  readonly available: number;
  readonly message: string;
}

export type Checkout = (previous: CheckoutState, form: FormData) => Promise<CheckoutState>;

/** How often a submission is sent again by itself when its answer did not come. */
const repeats = 2;

/**
 * Submits the checkout. A lost answer is no reason to ask the shopper: the same submission has the same key, so it is sent
 * again. Rejects with what `isSignal` recognises, which is for the router.
 */
export async function submit(
  checkout: Checkout,
  state: CheckoutState,
  form: FormData,
  {
    lost,
    pause,
    isSignal,
  }: {
    /** What to say when nothing came back. */
    readonly lost: string;
    readonly pause: () => Promise<void>;
    readonly isSignal: (error: unknown) => boolean;
  },
): Promise<CheckoutState> {
  for (let sent = 0; ; sent++) {
    try {
      return await checkout(state, form);
    } catch (error) {
      if (isSignal(error)) throw error;
      if (sent >= repeats) return { ...state, told: { kind: "unavailable", message: lost } };
      await pause();
    }
  }
}
