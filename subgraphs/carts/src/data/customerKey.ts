import { createHash } from "node:crypto";

/** Under which name a signed-in customer's uses of a promotion are counted; null for a guest. */
export function userKey(customerId: string | null): string | null {
  return customerId === null ? null : `user:${customerId}`;
}

/**
 * Under which name a guest's uses are counted: the e-mail address, as a hash, since a counter needs no addresses; without
 * one the buyer id, which is another for every cart.
 */
export function guestKey(email: string | null, buyerId: string): string {
  const address = email?.trim().toLowerCase();
  if (!address) return `buyer:${buyerId}`;
  return `email:${createHash("sha256").update(address).digest("hex")}`;
}
