import type { Payment } from "./payment.ts";

/** Who wants to see a payment. */
export interface Viewer {
  /** Null for a guest. */
  readonly userId: string | null;
  /** Staff who may read all payments. */
  readonly readsAll: boolean;
}

/** A payment is for staff to see, and for the customer who pays it: a customer's buyer id is their user id. */
export function maySee({ userId, readsAll }: Viewer, { details }: Payment): boolean {
  return readsAll || (userId !== null && details?.buyerId === userId);
}
