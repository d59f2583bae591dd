import type { Asker } from "./asking.ts";
import type { Bank } from "./bank.ts";
import type { CartModel, ContentLine } from "./cartModel.ts";
import type { History, Placement } from "./history.ts";

/** What there is to buy, and the codes that make it cheaper. */
export interface Goods {
  readonly variantIds: readonly string[];
  readonly codes: readonly string[];
}

/** The input of `placeOrder`; whatever else is in it goes along. */
export interface PlacementInput {
  readonly idempotencyKey: string;
  readonly cartId: string;
}

/** One shopper on the way through a plan: who they are by now, and what they know. */
export interface Session {
  readonly name: string;
  readonly history: History;
  /** What the cart must hold. */
  readonly model: CartModel;
  /** The placements that they sent, in order. */
  readonly placed: { readonly input: PlacementInput; readonly note: Placement }[];
  /** The orders that they were told of. */
  readonly orderIds: string[];
  /** A text that nobody has used; it follows from the plan, so that it is found again in another run of it. */
  readonly unique: (what: string) => string;
  readonly complain: (rule: string, detail: string) => void;
  readonly askAs: (token: string) => Asker;
  /** Where those who pay by Stripe confirm what they pay. */
  readonly bank: Bank;
  /** What they do some time later; the run waits for it. */
  readonly later: Promise<void>[];
  /** A guest, and after registration a customer. */
  who: Asker;
  cartId: string | null;
  /** The cart as it was answered last. */
  lines: readonly (ContentLine & { readonly id: string })[];
  /** The variants that are saved for later for certain. */
  readonly saved: Set<string>;
  /** The cart's saved lines as they were answered last. */
  savedLines: readonly { readonly id: string; readonly variant: { readonly id: string } }[];
  /** Whether an order waits for them, whom they forgot. */
  isAwaited: boolean;
}
