import { randomFillSync } from "node:crypto";

/** A place in a trace, as one program tells it to another: the W3C trace context. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  /** Whether the sender keeps the trace. */
  readonly isSampled: boolean;
}

const form = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-|$)/;

/** Reads a `traceparent` header; undefined for one that is malformed, which counts as none. */
export function readTraceparent(header: unknown): TraceContext | undefined {
  // Later versions may be longer; of version 00 nothing follows.
  if (typeof header !== "string" || header.length < 55 || (header.length > 55 && header.startsWith("00")))
    return undefined;
  const [, traceId, spanId, flags] = form.exec(header) ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export function traceparentOf({ traceId, spanId, isSampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${isSampled ? "01" : "00"}`;
}

export function newTraceId(): string {
  return randomHex(16);
}

export function newSpanId(): string {
  return randomHex(8);
}

/** Random bytes are had by the thousand: an id for each call of a subgraph must cost next to nothing. */
const random = Buffer.allocUnsafe(4_096);
let taken = random.length;

function randomHex(bytes: number): string {
  if (taken + bytes > random.length) {
    randomFillSync(random);
    taken = 0;
  }
  taken += bytes;
  return random.toString("hex", taken - bytes, taken);
}

/** Whether a trace is of the share (0 to 1) that is kept whatever comes of it: every program finds the same by its id. */
export function isInShare(traceId: string, share: number): boolean {
  return Number.parseInt(traceId.slice(-8), 16) < share * 0x100000000;
}
