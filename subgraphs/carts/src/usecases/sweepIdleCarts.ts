import type { IdleCarts } from "../data/idleCarts.ts";

export interface SweepIdleCartsPorts {
  readonly idleCarts: IdleCarts;
  readonly now: () => Date;
  /** After so many seconds a cart with something in it counts as abandoned. */
  readonly abandonedAfterSeconds: number;
  /** So many seconds after its last change a guest's cart is deleted. */
  readonly guestCartExpirySeconds: number;
}

export const pageSize = 1_000;

/**
 * Looks at a page of carts: guests' that have expired go, and of those that were abandoned it is told. Gives where the
 * next page begins, null at the end.
 */
export async function sweepIdleCarts(ports: SweepIdleCartsPorts, after: string | null): Promise<string | null> {
  const { idleCarts, abandonedAfterSeconds, guestCartExpirySeconds } = ports;
  const now = ports.now().getTime();
  const ids = await idleCarts.page(after, pageSize);
  if (ids.length > 0) {
    await idleCarts.deleteExpired(ids, new Date(now - guestCartExpirySeconds * 1_000));
    await idleCarts.publishAbandoned(ids, new Date(now - abandonedAfterSeconds * 1_000));
  }
  return ids.length === pageSize ? ids.at(-1)! : null;
}
