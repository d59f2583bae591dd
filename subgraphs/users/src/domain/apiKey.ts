import { createHash, timingSafeEqual } from "node:crypto";
import { parseLine } from "@angidi/contact";
import type { Role } from "@angidi/subgraph";

/** What an owner and staff see of a key. Holds nothing secret. */
export interface ApiKey {
  readonly ownerId: string;
  /** Unique among the owner's keys; `publicId` is what is given out. */
  readonly id: string;
  readonly name: string;
  /** Rights beyond those of the roles. */
  readonly scopes: readonly string[];
  readonly trustedDocumentsOnly: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Where a key is found. */
export interface ApiKeyPlace {
  readonly ownerId: string;
  readonly id: string;
}

/** What every key's text begins with: by it scanners find keys that were published by mistake. */
export const apiKeyPrefix = "angidi";

/** What a key acts as, whatever other roles its owner has: a key that leaks gives nothing of those away. */
export const apiKeyRoles: readonly Role[] = ["PARTNER"];

/** The most keys of an owner that count at a time: enough for each program and its rotation. */
export const mostApiKeys = 20;

/** How many random bytes a secret has. */
export const apiKeySecretBytes = 32;

const millisecondsBetweenUses = 60_000;
const longestName = 100;
const mostScopes = 50;

/** A key's id as clients see it: the owner's and its own, in hexadecimal, so that a double click takes all of a key. */
export function publicApiKeyId({ ownerId, id }: ApiKeyPlace): string {
  return `${ownerId}${id}`.replaceAll("-", "");
}

/** The way back, or null for a text that never was a key's id. */
export function apiKeyPlace(publicId: string): ApiKeyPlace | null {
  const [, ownerId, id] = /^([0-9a-f]{32})([0-9a-f]{32})$/.exec(publicId) ?? [];
  return ownerId && id ? { ownerId: uuidOf(ownerId), id: uuidOf(id) } : null;
}

function uuidOf(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The key as its owner's program sends it: `angidi_<id>_<secret>`. */
export function apiKeyText(place: ApiKeyPlace, secret: string): string {
  return `${apiKeyPrefix}_${publicApiKeyId(place)}_${secret}`;
}

/**
 * What is stored of a secret. A fast hash without salt will do, unlike for passwords: nobody guesses 256 random bits,
 * and a slow one would be paid with every request.
 */
export function apiKeySecretHash(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Whether a hash, in hexadecimal, is the stored one; takes the same time wherever they differ. */
export function isSecretHash(presented: string, stored: Buffer): boolean {
  if (!/^[0-9a-f]{64}$/.test(presented)) return false;
  return timingSafeEqual(Buffer.from(presented, "hex"), stored);
}

/** Whether a use at a time is to be written down: once a minute at most. */
export function isUseWorthNoting(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt === null || lastUsedAt <= latestUseToReplace(now);
}

/** Up to when a noted use is old enough for another to take its place. */
export function latestUseToReplace(now: Date): Date {
  return new Date(now.getTime() - millisecondsBetweenUses);
}

/** A key's name, trimmed: 1 to 100 characters, no control characters. Null when it is none. */
export function parseApiKeyName(text: string): string | null {
  return parseLine(text, longestName);
}

/** Scopes such as `orders:read`, each once and in order; null when one of them is none, or when there are too many. */
export function parseApiKeyScopes(scopes: readonly string[]): readonly string[] | null {
  const parsed = [...new Set(scopes)].sort();
  const areScopes = parsed.every((scope) => /^[a-z][a-z-]{0,49}:(read|write|data)$/.test(scope));
  return areScopes && parsed.length <= mostScopes ? parsed : null;
}
