import type { OrderHead } from "./order.ts";

/** Who looks at an order. */
export interface Viewer {
  /** Null for a guest. */
  readonly userId: string | null;
  /** Whether their role lets them at everybody's orders, for what they are about to do. */
  readonly isStaff: boolean;
  /** Whether knowing an order's id is worth something in their hands: not where they are shown everybody's. */
  readonly mayHold: boolean;
}

/**
 * What an order's id is worth in someone's hands: `owner` placed it signed in; `holder` knows the id of a guest's
 * order; `staff` may see all; for `none` the order is not there.
 */
export type Access = "owner" | "holder" | "staff" | "none";

/** Whose an order is. */
export type Ownership = Pick<OrderHead, "customerId" | "claimedBy">;

/**
 * What a viewer who knows the id of an order may do with it. A guest's order that was claimed by its id alone, or by the address that
 * its news goes to, stays what it was for all who know the id, the claimant included: anybody may have passed the id on, or mistyped
 * the address, and a claim must give no postal address away and take nothing from the guest.
 */
export function accessTo({ customerId, claimedBy }: Ownership, viewer: Viewer): Access {
  const isTheirs = customerId !== null && customerId === viewer.userId;
  const isForWhoKnows = customerId === null || claimedBy === "ORDER_ID" || claimedBy === "EMAIL";
  if (isTheirs && !isForWhoKnows) return "owner";
  if (viewer.isStaff) return "staff";
  return viewer.mayHold && isForWhoKnows ? "holder" : "none";
}

/** Whether e-mail and postal addresses are shown: an id that was passed on must not give its owner's address away. */
export function seesAddresses(access: Access): boolean {
  return access === "owner" || access === "staff";
}
