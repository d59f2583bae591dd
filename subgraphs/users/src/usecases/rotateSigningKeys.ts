import { newKeySignsFrom, predecessorsPublishedUntil } from "../domain/signingKey.ts";
import type { Ports } from "../ports.ts";

export type RotateSigningKeysResult =
  | { readonly kind: "nothing-due" }
  | { readonly kind: "key-added"; readonly keyId: string; readonly signsFrom: Date };

/**
 * Adds a key for access tokens when there is none to sign with or the one in use has grown old. Processes that come to
 * it together queue at a lock, and all but the first find nothing due.
 */
export async function rotateSigningKeys(
  ports: Pick<Ports, "store" | "keyPairs" | "log">,
  {
    now,
    keyLifetimeSeconds,
    tokenLifetimeSeconds,
  }: { now: Date; keyLifetimeSeconds: number; tokenLifetimeSeconds: number },
): Promise<RotateSigningKeysResult> {
  return ports.store.transaction(async (store) => {
    await store.signingKeys.lock();
    const keys = await store.signingKeys.all();
    const usable = keys.filter((key) => ports.keyPairs.open(key) !== null);
    const signsFrom = newKeySignsFrom(usable, now, keyLifetimeSeconds);
    if (!signsFrom) return { kind: "nothing-due" };

    if (keys.length > 0 && usable.length === 0) {
      ports.log.warn("SERVICE_SIGNING_KEY has changed: earlier tokens still count, new ones get a new signing key");
    }
    const pair = await ports.keyPairs.make();
    await store.signingKeys.add({ ...pair, signsFrom }, predecessorsPublishedUntil(signsFrom, tokenLifetimeSeconds));
    return { kind: "key-added", keyId: pair.id, signsFrom };
  });
}
