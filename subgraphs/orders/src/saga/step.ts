import type { Database } from "@angidi/datastores";
import type { Orders } from "../data/orders.ts";
import type { Parking } from "../data/parking.ts";
import type { Refunds } from "../data/refunds.ts";
import type { Returns } from "../data/returns.ts";
import type { Timeline } from "../data/timeline.ts";
import type { Redrives } from "../jobs/redrives.ts";
import type { Call } from "../services/call.ts";
import type { Carts } from "../services/carts.ts";
import type { Inventory } from "../services/inventory.ts";
import type { Payments } from "../services/payments.ts";

/** What the steps work with. */
export interface StepPorts {
  readonly orders: Orders;
  readonly refunds: Refunds;
  readonly returns: Returns;
  readonly timeline: Timeline;
  readonly parking: Parking;
  readonly transaction: Database["transaction"];
  readonly redrives: Redrives;
  readonly carts: Carts;
  readonly inventory: Inventory;
  readonly payments: Payments;
  /** For how long stock is reserved at most, counted from the placing. */
  readonly reservationExpirySeconds: number;
  /** For how long a saga may stay undecided, waiting for the shopper above all. */
  readonly actionTimeoutSeconds: number;
  readonly now: () => Date;
}

/** How a step ended. */
export type StepResult<Subject, Reason> =
  /** Go on with the subject as it is now. */
  | { readonly kind: "done"; readonly subject: Subject }
  /** The shopper has to act first. */
  | { readonly kind: "waiting"; readonly subject: Subject }
  /** It can never be done for this subject: turn round. */
  | { readonly kind: "refused"; readonly reason: Reason }
  /** Another runner has changed the subject meanwhile: see how it stands and go on from there. */
  | { readonly kind: "overtaken" };

/** Does a step. */
export type Run<Subject, Reason> = (
  subject: Subject,
  ports: StepPorts,
  call: Call,
) => Promise<StepResult<Subject, Reason>>;

/** Takes back what a step did, or makes sure that it will never do it. Gives the subject as it is then, null if overtaken. */
export type Undo<Subject> = (subject: Subject, ports: StepPorts, call: Call) => Promise<Subject | null>;

/**
 * A step of a saga, beside what undoes it. Both are idempotent: a repeat ends like the first time. Both throw when the
 * outcome is not known, which is never a refusal.
 */
export interface Step<Subject, Reason> {
  readonly name: string;
  readonly run: Run<Subject, Reason>;
  /** Null: there is nothing to undo, or nothing after it can be refused. */
  readonly undo: Undo<Subject> | null;
  /** How long one attempt at it may take; 8 s unless said. */
  readonly timeoutSeconds?: number;
}
