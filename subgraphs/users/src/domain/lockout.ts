import { createHash } from "node:crypto";

/**
 * When guessing ends: ten wrong passwords for one address within fifteen minutes lock it for fifteen minutes. Counted by
 * the address and not by the account, so that nobody learns from it which addresses have one.
 */
export const lockoutPolicy = {
  failures: 10,
  windowMilliseconds: 15 * 60_000,
  lockMilliseconds: 15 * 60_000,
} as const;

export type LockoutPolicy = typeof lockoutPolicy;

/** The key under which failures for an address are counted: of one size whatever was typed, and not the address itself. */
export function addressDigest(address: string): Buffer {
  return createHash("sha256").update(address).digest();
}
