import { type DomainEvent, orderEdited } from "@angidi/event-contracts";
import { endOfNews, isNews } from "./news.ts";
import type { OrderContact } from "./occasion.ts";

/** An event of an order or its payments that came too early. */
export interface WaitingEvent {
  readonly event: DomainEvent;
  /** When it came: ISO 8601. */
  readonly since: string;
}

/** What is remembered of an order, so that its news goes out in order and to whom it is for. */
export interface RememberedOrder {
  readonly orderId: string;
  /** Null until the first of its own events has come. */
  readonly contact: OrderContact | null;
  /** The version of the last of its events that was taken; 0 for none. Changes of its status are numbered from 1 without gaps. */
  readonly told: number;
  readonly waiting: readonly WaitingEvent[];
}

/** Longer than a consumer is behind with one topic and not with another; shorter than what people take for silence. */
export const longestWaitMilliseconds = 60_000;

/** An order with one more event, which waits until `release` lets it go. One that waits already keeps its place. */
export function enqueue(order: RememberedOrder, event: DomainEvent, now: Date): RememberedOrder {
  if (order.waiting.some((waiting) => waiting.event.id === event.id)) return order;
  return { ...order, waiting: [...order.waiting, { event, since: now.toISOString() }] };
}

/** The newest version of the order's own events that have come. */
export function newestVersion({ told, waiting }: RememberedOrder): number {
  return Math.max(told, ...waiting.filter(isOfOrder).map(({ event }) => event.subjectVersion));
}

/** What may be taken now, in order, and the order afterwards. */
export interface Released {
  readonly events: readonly DomainEvent[];
  readonly order: RememberedOrder;
  /** When an event has waited long enough, whatever it waits for; null when none waits. */
  readonly waitsUntil: Date | null;
}

/**
 * Decides which events wait on. An order's own event waits for all before it, which must exist as they are numbered (that it
 * was edited has no number of its own, and waits for the status that it had then); and
 * every event waits while nobody knows where its news should go (`isReachable`). Neither is longer than `longestWait`:
 * then it goes with all before it that have come, and what comes after all is taken at once. An event of a payment waits
 * for its order, without which it has nobody to go to, for as long as it is news.
 */
export function release(order: RememberedOrder, isReachable: boolean, now: Date): Released {
  if (!order.contact) {
    const waiting = order.waiting.filter(({ event }) => isNews(new Date(event.time), now));
    return { events: [], order: { ...order, waiting }, waitsUntil: earliest(waiting, endOfItsNews) };
  }
  const isOver = (one: WaitingEvent) => endOfWait(one) <= now.getTime() || !isNews(new Date(one.event.time), now);
  const own = order.waiting.filter(isOfOrder).toSorted(byVersion);
  const lastOver = own.findLast(isOver)?.event.subjectVersion ?? 0;
  let { told } = order;
  const taken = new Set<WaitingEvent>();
  for (const one of own) {
    const { subjectVersion } = one.event;
    const next = isNumbered(one) ? told + 1 : told;
    if (subjectVersion > lastOver && !(isReachable && subjectVersion <= next)) break;
    taken.add(one);
    told = Math.max(told, subjectVersion);
  }
  const ofPayments = order.waiting
    .filter((one) => !isOfOrder(one) && (isReachable || isOver(one)))
    .toSorted((one, other) => one.event.time.localeCompare(other.event.time));
  for (const one of ofPayments) taken.add(one);

  const waiting = order.waiting.filter((one) => !taken.has(one));
  return {
    events: [...taken].map(({ event }) => event),
    order: { ...order, told, waiting },
    waitsUntil: earliest(waiting, endOfWait),
  };
}

function isOfOrder({ event }: WaitingEvent): boolean {
  return event.type.startsWith("order.");
}

/** Whether it tells of a change of the status. */
function isNumbered({ event }: WaitingEvent): boolean {
  return event.type !== orderEdited.type;
}

/** What an order was edited to comes after the status that it had then, and edits in their own order. */
function byVersion(one: WaitingEvent, other: WaitingEvent): number {
  return (
    one.event.subjectVersion - other.event.subjectVersion ||
    Number(isNumbered(other)) - Number(isNumbered(one)) ||
    one.event.time.localeCompare(other.event.time)
  );
}

function endOfWait({ since }: WaitingEvent): number {
  return new Date(since).getTime() + longestWaitMilliseconds;
}

function endOfItsNews({ event }: WaitingEvent): number {
  return endOfNews(new Date(event.time)).getTime();
}

function earliest(waiting: readonly WaitingEvent[], end: (one: WaitingEvent) => number): Date | null {
  return waiting.length === 0 ? null : new Date(Math.min(...waiting.map(end)));
}
