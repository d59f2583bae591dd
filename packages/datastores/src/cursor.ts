import { createHash } from "node:crypto";
import { isId } from "./ids.ts";

export type CursorValue = string | number | null;

/** What a place in a cursor must hold to be compared with its column: "id" a uuid, "time" a timestamp. */
export type CursorPart = "string" | "number" | "id" | "time";

/** A cursor that was not made by `encodeCursor`, was changed since, or belongs to another list. */
export class BadCursor extends Error {
  override readonly name = "BadCursor";

  constructor() {
    super("This cursor is not one that was given out for this list.");
  }
}

const CHECKSUM_BYTES = 6;

/** Packs the sort keys of a row into an opaque cursor. Throws a TypeError for NaN and infinities. */
export function encodeCursor(values: readonly CursorValue[]): string {
  for (const value of values) {
    if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`A cursor cannot hold ${value}.`);
  }
  const body = Buffer.from(JSON.stringify(values));
  return Buffer.concat([checksum(body), body]).toString("base64url");
}

/**
 * Gives back the sort keys in a cursor, or throws BadCursor. The checksum finds damage, it is no signature: with
 * `parts` the values are also checked to fit their columns, so that a cursor of another list is refused here and not
 * by the database.
 */
export function decodeCursor(cursor: string, parts?: readonly CursorPart[]): CursorValue[] {
  const bytes = Buffer.from(cursor, "base64url");
  // Node skips what is not base64url; only the one spelling that encodeCursor gives is taken.
  if (bytes.length <= CHECKSUM_BYTES || bytes.toString("base64url") !== cursor) throw new BadCursor();
  const body = bytes.subarray(CHECKSUM_BYTES);
  if (!checksum(body).equals(bytes.subarray(0, CHECKSUM_BYTES))) throw new BadCursor();

  const values = parse(body);
  if (!Array.isArray(values) || !values.every(isCursorValue)) throw new BadCursor();
  if (parts && (values.length !== parts.length || !values.every((value, index) => fits(value, parts[index]!)))) {
    throw new BadCursor();
  }
  return values;
}

function checksum(body: Buffer): Buffer {
  return createHash("sha256").update("angidi.cursor\n").update(body).digest().subarray(0, CHECKSUM_BYTES);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new BadCursor();
  }
}

function isCursorValue(value: unknown): value is CursorValue {
  if (typeof value === "string") return !value.includes("\u0000"); // PostgreSQL cannot take U+0000
  return value === null || typeof value === "number";
}

function fits(value: CursorValue, part: CursorPart): boolean {
  if (value === null) return true;
  if (part === "number") return typeof value === "number";
  if (typeof value !== "string") return false;
  if (part === "id") return isId(value);
  if (part === "time") return ISO_TIME.test(value) && !Number.isNaN(Date.parse(value));
  return true;
}

/** Both ways a time is written into cursors: `Date.toISOString()` and PostgreSQL's own text with microseconds. */
const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}(:?\d{2})?)$/;
