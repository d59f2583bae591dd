import type { KeyObject } from "node:crypto";
import type { JWK } from "jose";
import type { SigningKeyRepository, StoredKey } from "../data/signingKeys.ts";
import { isPublished, keyInUse } from "../domain/signingKey.ts";
import type { KeyPairs } from "./keyPairs.ts";

/** The keys of access tokens, as this process knows them. */
export interface KeyRing {
  /** The key to sign with. */
  signingKey(now: Date): Promise<{ readonly id: string; readonly privateKey: KeyObject }>;
  /** All keys whose tokens are to be accepted. */
  publicKeys(now: Date): Promise<readonly JWK[]>;
}

interface HeldKey extends StoredKey {
  readonly privateKey: KeyObject | null;
}

/** How old what is known may be: well below the time for which a key is published before it signs. */
const maxAgeMilliseconds = 60_000;

/**
 * Keeps the stored keys at hand, opened, so that signing costs no statement. `makeKey` is called when there is none to
 * sign with: in a new store, or after `SERVICE_SIGNING_KEY` was changed, when earlier keys only go on verifying.
 */
export function keyRing(ports: {
  signingKeys: Pick<SigningKeyRepository, "all">;
  keyPairs: KeyPairs;
  makeKey: (now: Date) => Promise<void>;
}): KeyRing {
  let held: { readonly keys: readonly HeldKey[]; readonly readAt: Date } | undefined;

  async function read(now: Date): Promise<readonly HeldKey[]> {
    const stored = await ports.signingKeys.all();
    const keys = stored.map((key) => ({ ...key, privateKey: ports.keyPairs.open(key) }));
    held = { keys, readAt: now };
    return keys;
  }

  async function keysAt(now: Date): Promise<readonly HeldKey[]> {
    const isFresh = held && Math.abs(now.getTime() - held.readAt.getTime()) < maxAgeMilliseconds;
    const keys = isFresh ? held!.keys : await read(now);
    if (usableKey(keys, now)) return keys;
    await ports.makeKey(now);
    return read(now);
  }

  return {
    async signingKey(now) {
      const key = usableKey(await keysAt(now), now);
      if (!key) throw new Error("There is no key to sign access tokens with, although one was just made");
      return { id: key.id, privateKey: key.privateKey };
    },

    publicKeys: async (now) => (await keysAt(now)).filter((key) => isPublished(key, now)).map((key) => key.publicKey),
  };
}

function usableKey(keys: readonly HeldKey[], now: Date): (HeldKey & { readonly privateKey: KeyObject }) | null {
  return keyInUse(
    keys.filter((key) => key.privateKey !== null) as (HeldKey & { readonly privateKey: KeyObject })[],
    now,
  );
}
