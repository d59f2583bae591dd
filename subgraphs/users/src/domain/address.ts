import type { PostalAddress } from "@angidi/contact";

/** How many addresses one user keeps: more than anybody needs, and few enough to give them all at once. */
export const addressBookSize = 50;

/** A postal address in a user's book. */
export interface Address extends PostalAddress {
  readonly id: string;
  readonly userId: string;
  readonly isDefault: boolean;
}
