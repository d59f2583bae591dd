import { createHash } from "node:crypto";
import type { Address } from "./entered.ts";

/** All that makes one submission another one. */
export interface Submission {
  readonly cartId: string;
  /** The version of the cart that the shopper saw the price of. */
  readonly cartVersion: number;
  readonly attempt: string;
  readonly email: string | null;
  readonly address: Address;
  readonly shippingMethodId: string;
  readonly paymentMethod: string;
  readonly expectedTotal: { readonly amount: number; readonly currency: string };
}

/**
 * The idempotency key of a submission: a double click, a repeat after a lost answer and one after a reload have the same,
 * so they place one order. Other entries, another cart or an attempt after a refusal have another.
 */
export function idempotencyKeyOf(submission: Submission): string {
  const { cartId, cartVersion, attempt, email, address, shippingMethodId, paymentMethod, expectedTotal } = submission;
  const parts = [
    ...[cartId, cartVersion, attempt, email, address.fullName, address.line1, address.line2, address.postalCode],
    ...[address.city, address.region, address.countryCode, address.phone, shippingMethodId, paymentMethod],
    ...[expectedTotal.amount, expectedTotal.currency],
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
