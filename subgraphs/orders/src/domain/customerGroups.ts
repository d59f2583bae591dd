import type { OrderHead } from "./order.ts";

/** Who edits an order: their id, null for a guest, and the customer groups that they are in now. */
export interface Editor {
  readonly userId: string | null;
  readonly groups: readonly string[];
}

/**
 * The customer groups at whose prices an edit's new pieces are sold: those that the buyer was in when the order was placed,
 * whoever edits it. Of an order from before they were kept: the buyer's of now if the buyer edits it, else none.
 */
export function groupsForEdit(
  { customerGroups, customerId, claimedBy }: Pick<OrderHead, "customerGroups" | "customerId" | "claimedBy">,
  { userId, groups }: Editor,
): readonly string[] {
  if (customerGroups) return customerGroups;
  const isTheBuyer = userId !== null && userId === customerId && claimedBy === null;
  return isTheBuyer ? groups : [];
}
