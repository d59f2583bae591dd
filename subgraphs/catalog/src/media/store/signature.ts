import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { UploadTerms } from "./objectStore.ts";

/** A key for uploads alone, so that nothing that is signed for one purpose is good for another. */
export function uploadKeyOf(signingKey: string): Buffer {
  return Buffer.from(hkdfSync("sha256", signingKey, "", "angidi media uploads", 32));
}

/** What goes into the address of an upload, and is held against the request. */
export function signedQuery(terms: UploadTerms, uploadKey: Buffer): URLSearchParams {
  return new URLSearchParams({
    type: terms.contentType,
    size: String(terms.byteSize),
    expires: String(Math.floor(terms.expiresAt.getTime() / 1_000)),
    signature: signatureOf(terms, uploadKey).toString("base64url"),
  });
}

/** The terms that an address was signed for; null for one that was not, or that has run out. */
export function readSignedQuery(
  key: string,
  query: Readonly<Record<string, unknown>>,
  uploadKey: Buffer,
  now: Date,
): UploadTerms | null {
  const { type, size, expires, signature } = query;
  if (typeof type !== "string" || typeof signature !== "string") return null;
  const expiresAt = new Date(Number(expires) * 1_000);
  const terms = { key, contentType: type, byteSize: Number(size), expiresAt };
  if (!Number.isSafeInteger(terms.byteSize) || !(expiresAt > now)) return null;
  const given = Buffer.from(signature, "base64url");
  const expected = signatureOf(terms, uploadKey);
  return given.length === expected.length && timingSafeEqual(given, expected) ? terms : null;
}

function signatureOf({ key, contentType, byteSize, expiresAt }: UploadTerms, uploadKey: Buffer): Buffer {
  const expires = Math.floor(expiresAt.getTime() / 1_000);
  return createHmac("sha256", uploadKey).update(["PUT", key, contentType, byteSize, expires].join("\n")).digest();
}
