import type { OrderStatus } from "../graph/generated/operations.ts";

/** A change of an order's status as it goes to the browser. */
export interface OrderEvent {
  /** Its place in the order's timeline, from 1. */
  readonly sequence: number;
  readonly status: OrderStatus;
  /** ISO 8601. */
  readonly at: string;
  /** As they are when this is told. */
  readonly parcels: readonly Parcel[];
}

export interface Parcel {
  readonly id: string;
  readonly status: "PENDING" | "SHIPPED" | "DELIVERED";
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly lines: readonly { readonly title: string; readonly quantity: number }[];
}

/** How long the browser waits before it connects again, in milliseconds. */
const retryAfter = 2_000;

/** The beginning of a stream of server-sent events. */
export const streamBeginning = `retry: ${retryAfter}\n\n`;

/** A sign of life: it has no id, so it moves nobody's place in the timeline. */
export const heartbeat = "event: beat\ndata:\n\n";

/** Says that nothing more comes, so that the browser does not connect again. */
export const streamEnd = "event: end\ndata:\n\n";

/** A change as a server-sent event, whose id is its sequence: the browser names it when it comes back. */
export function encodeEvent(event: OrderEvent): string {
  return `id: ${event.sequence}\nevent: status\ndata: ${JSON.stringify(event)}\n\n`;
}

/**
 * The sequence after which a stream goes on: what the browser saw last, or where the page that opened the stream stood.
 * Undefined for what is no sequence.
 */
export function resumeAfter(lastEventId: string | null, after: string | null): number | undefined {
  const text = lastEventId || after;
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** A timeline with a change more; one that is in it already changes nothing, so none is there twice. */
export function withEvent<Entry extends { readonly sequence: number }>(
  timeline: readonly Entry[],
  event: Entry,
): readonly Entry[] {
  if (timeline.some(({ sequence }) => sequence === event.sequence)) return timeline;
  return [...timeline, event].sort((one, other) => one.sequence - other.sequence);
}
