/** Who looks at an order. */
export interface Viewer {
  /** Null for a guest. */
  readonly userId: string | null;
  /** Whether their role lets them at everybody's orders, for what they are about to do. */
  readonly isStaff: boolean;
}

/**
 * What an order's id is worth in someone's hands: `owner` placed it signed in; `holder` knows the id of a guest's
 * order; `staff` may see all; for `none` the order is not there.
 */
export type Access = "owner" | "holder" | "staff" | "none";

/** What a viewer who knows the id of an order may do with it. */
export function accessTo(order: { readonly customerId: string | null }, viewer: Viewer): Access {
  if (order.customerId !== null && order.customerId === viewer.userId) return "owner";
  if (viewer.isStaff) return "staff";
  return order.customerId === null ? "holder" : "none";
}

/** Whether e-mail and postal addresses are shown: an id that was passed on must not give its owner's address away. */
export function seesAddresses(access: Access): boolean {
  return access === "owner" || access === "staff";
}
