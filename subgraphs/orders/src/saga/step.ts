import type { Orders } from "../data/orders.ts";
import type { Order } from "../domain/order.ts";
import type { UndoReason } from "../domain/undoReason.ts";
import type { Call } from "../services/call.ts";
import type { Carts } from "../services/carts.ts";
import type { Inventory } from "../services/inventory.ts";
import type { Payments } from "../services/payments.ts";

/** What the steps work with. */
export interface StepPorts {
  readonly orders: Orders;
  readonly carts: Carts;
  readonly inventory: Inventory;
  readonly payments: Payments;
  /** For how long stock is reserved at most, counted from the placing. */
  readonly reservationExpirySeconds: number;
}

/** How a step ended. */
export type StepResult =
  /** Go on with the order as it is now. */
  | { readonly kind: "done"; readonly order: Order }
  /** The shopper has to act first. */
  | { readonly kind: "waiting"; readonly order: Order }
  /** It can never be done for this order: turn round. */
  | { readonly kind: "refused"; readonly reason: UndoReason }
  /** Another runner has changed the order meanwhile: see how it stands and go on from there. */
  | { readonly kind: "overtaken" };

/** Takes back what a step did, or makes sure that it will never do it. Gives the order as it is then, null if overtaken. */
export type Undo = (order: Order, ports: StepPorts, call: Call) => Promise<Order | null>;

/**
 * A step of a saga, beside what undoes it. Both are idempotent: a repeat ends like the first time. Both throw when the
 * outcome is not known, which is never a refusal.
 */
export interface Step {
  readonly name: string;
  readonly run: (order: Order, ports: StepPorts, call: Call) => Promise<StepResult>;
  readonly undo: Undo | null;
}
