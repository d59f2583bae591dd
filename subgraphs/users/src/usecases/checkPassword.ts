import { addressDigest } from "../domain/lockout.ts";
import { isTooLong, normalisePassword } from "../domain/password.ts";
import type { Ports } from "../ports.ts";

export type CheckPasswordResult =
  /** Right as far as the password goes; the lock has the last word, in `signInFailures.clear`. */
  | { readonly kind: "right"; readonly isOutdated: boolean; readonly digest: Buffer }
  | { readonly kind: "invalid-credentials" }
  | { readonly kind: "locked"; readonly until: Date }
  | { readonly kind: "busy" };

/**
 * Checks a password for an e-mail address and counts a wrong one. An address without an account (`passwordHash` null)
 * takes the same time, the same statements and the same lock, so that nothing tells it from one with an account.
 *
 * A right password is not counted, so that somebody who signs in many times at once is not locked out. Guesses in
 * parallel gain nothing by that: whoever's outcome is recorded after the lock fell is told of the lock, right or wrong.
 */
export async function checkPassword(
  ports: Pick<Ports, "store" | "passwords" | "clock">,
  { address, passwordHash, password }: { address: string; passwordHash: string | null; password: string },
): Promise<CheckPasswordResult> {
  const { signInFailures } = ports.store;
  const digest = addressDigest(address);
  const lockedUntil = await signInFailures.lockedUntil(digest, ports.clock());
  if (lockedUntil) return { kind: "locked", until: lockedUntil };

  // Nobody's password is that long; but it is a guess, and takes its time and counts.
  const verdict = isTooLong(password)
    ? await ports.passwords.check("", null)
    : await ports.passwords.check(normalisePassword(password), passwordHash);
  if (verdict === "busy") return { kind: "busy" };
  if (verdict !== "wrong") return { kind: "right", isOutdated: verdict === "outdated", digest };

  const fallen = await signInFailures.record(digest, ports.clock());
  return fallen ? { kind: "locked", until: fallen } : { kind: "invalid-credentials" };
}
