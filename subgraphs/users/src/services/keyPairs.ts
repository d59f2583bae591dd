import { createPrivateKey, generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { calculateJwkThumbprint, exportJWK, type JWK } from "jose";
import type { Sealing } from "./sealing.ts";

/** The algorithm of access tokens: short signatures, and every JWT library has it. */
export const signingAlgorithm = "ES256";

/** A new pair for access tokens, its private half sealed. */
export interface NewKeyPair {
  /** RFC 7638: the thumbprint of the public half. */
  readonly id: string;
  readonly publicKey: JWK;
  readonly sealedPrivateKey: Buffer;
}

/** Makes pairs of keys whose private half only this platform can use. */
export interface KeyPairs {
  make(): Promise<NewKeyPair>;
  /** The private half, or null when it was sealed under another `SERVICE_SIGNING_KEY`. */
  open(key: { readonly id: string; readonly sealedPrivateKey: Buffer }): KeyObject | null;
}

const generate = promisify(generateKeyPair);

/** P-256 pairs, sealed as PKCS #8. */
export function sealedKeyPairs(sealing: Sealing): KeyPairs {
  return {
    async make() {
      const pair = await generate("ec", { namedCurve: "P-256" });
      const jwk = await exportJWK(pair.publicKey);
      const id = await calculateJwkThumbprint(jwk);
      return {
        id,
        publicKey: { ...jwk, kid: id, alg: signingAlgorithm, use: "sig" },
        sealedPrivateKey: sealing.seal(pair.privateKey.export({ type: "pkcs8", format: "der" }), id),
      };
    },

    open({ id, sealedPrivateKey }) {
      const key = sealing.open(sealedPrivateKey, id);
      return key && createPrivateKey({ key, type: "pkcs8", format: "der" });
    },
  };
}
