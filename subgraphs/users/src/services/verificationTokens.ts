import { randomBytes } from "node:crypto";
import { derivedSecret } from "@angidi/subgraph";

/** A verification's id, which may be told, and the token, which goes to the address alone. */
export interface MadeVerificationToken {
  readonly verificationId: string;
  readonly token: string;
}

/** Makes the tokens by which somebody shows that an address is theirs. */
export interface VerificationTokens {
  make(): MadeVerificationToken;
}

const idBytes = 16;

/** Tokens of 128 bits: what the signing key makes of as many random ones, so that notifications can make them too. */
export function derivedVerificationTokens(signingKey: string): VerificationTokens {
  return {
    make() {
      const verificationId = randomBytes(idBytes).toString("base64url");
      return { verificationId, token: derivedSecret(signingKey, "email-verification", verificationId) };
    },
  };
}
