import { randomBytes } from "node:crypto";
import { v7 } from "uuid";

/** A new UUIDv7: unique everywhere, and ordered by the time it was made, so that index pages fill in order. */
export function newId(): string {
  return v7();
}

/**
 * A new id whose knowledge alone grants access (a guest's cart): 128 random bits, written like a UUID.
 * It is not a UUIDv4, which would give six of the bits away to version and variant.
 */
export function newCapability(): string {
  const hex = randomBytes(16).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text that a client sent can be compared with a `uuid` column; anything else is an id that nobody has. */
export function isId(text: string): boolean {
  return UUID_FORM.test(text);
}
