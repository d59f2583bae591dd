import { derivedSecret } from "@angidi/subgraph";

/** Links by which somebody shows that an address is theirs. */
export interface VerificationLinks {
  urlFor(verificationId: string): string;
}

/** Where the links lead: the page of the shop that takes the token to `verifyEmail`. */
export const verificationPath = "/verify-email";

/** Links with the token that users knows the hash of; it is in no event, so it is made here. */
export function verificationLinks(signingKey: string, publicUrl: string): VerificationLinks {
  return {
    urlFor: (verificationId) =>
      `${publicUrl}${verificationPath}?token=${derivedSecret(signingKey, "email-verification", verificationId)}`,
  };
}
