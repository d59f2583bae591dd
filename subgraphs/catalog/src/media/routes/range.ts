/** The first and the last byte. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What a `Range` header (RFC 9110, section 14) asks of something of this size. Several ranges at once may be answered
 * with the whole, and so may what cannot be understood.
 */
export function rangeOf(header: unknown, size: number): ByteRange | "whole" | "unsatisfiable" {
  const match = typeof header === "string" ? /^bytes=(\d*)-(\d*)$/.exec(header.trim()) : null;
  const [, first = "", last = ""] = match ?? [];
  if (first === "" && last === "") return "whole";
  if (first === "") {
    const count = Number(last);
    return count === 0 || size === 0 ? "unsatisfiable" : { start: Math.max(0, size - count), end: size - 1 };
  }
  const start = Number(first);
  if (start >= size) return "unsatisfiable";
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return end < start ? "whole" : { start, end };
}
