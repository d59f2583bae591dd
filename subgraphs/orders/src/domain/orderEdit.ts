import type { PaymentAction, PaymentProvider, Redemption } from "./order.ts";
import type { OrderKey } from "./orderId.ts";
import type { OrderTerms } from "./orderTerms.ts";
import type { Heading } from "./parked.ts";
import type { SkuQuantity } from "./skuQuantities.ts";
import type { Actor } from "./timeline.ts";
import type { UndoReason } from "./undoReason.ts";

/** Why an edit came to nothing. Kept with it, so that a repeat of the request is answered as the first was. */
export type EditRefusal =
  | Extract<UndoReason, { kind: "OUT_OF_STOCK" | "PAYMENT_DECLINED" | "PAYMENT_ACTION_FAILED" | "TIMED_OUT" }>
  /** Somebody did not want it any more before it was done. */
  | { readonly kind: "CALLED_OFF" };

/** A change of what an order consists of, before it is shipped. Amounts are minor units of the order's currency. */
export interface OrderEdit {
  readonly order: OrderKey;
  readonly id: string;
  readonly direction: Heading;
  /** Null while it is undecided. What is APPLIED is never undone. */
  readonly outcome: "APPLIED" | "REFUSED" | null;
  readonly undoReason: EditRefusal | null;
  /** What the order is to consist of and to cost. */
  readonly terms: OrderTerms;
  /** What the order holds in stock before and after. */
  readonly stockBefore: readonly SkuQuantity[];
  readonly stockAfter: readonly SkuQuantity[];
  /** The promotions that the order used before; its terms have those of them that still give something. */
  readonly redemptionsBefore: readonly Redemption[];
  /** What the shopper has to pay on top: by a supplement that has the edit's id. */
  readonly due: number;
  /** What the shopper gets back. */
  readonly back: number;
  readonly paymentProvider: PaymentProvider | null;
  readonly paymentMethod: string | null;
  readonly paymentAction: PaymentAction | null;
  readonly actor: Actor;
  readonly createdAt: Date;
}

/** Whether it is known what becomes of the edit, or whose turn it is. */
export function isDecidedEdit({ direction, outcome, paymentAction }: OrderEdit): boolean {
  return direction !== "FORWARD" || outcome !== null || paymentAction !== null;
}
