import { createHmac, hkdfSync } from "node:crypto";

const secretBytes = 16;

/**
 * A secret of 128 bits that whoever has the signing key makes of an id, and nobody else, in base64url: another for each use. So what
 * is read by many, such as an event, can carry the id where the secret must not be.
 */
export function derivedSecret(signingKey: string, use: string, id: string): string {
  const key = Buffer.from(hkdfSync("sha256", signingKey, "", `angidi.${use}`, 32));
  return createHmac("sha256", key).update(id).digest().subarray(0, secretBytes).toString("base64url");
}
