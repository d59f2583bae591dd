import type { Order } from "./order.ts";
import type { OrderReturn } from "./orderReturn.ts";
import type { OrderStatus } from "./orderStates.ts";
import type { PaymentStatus } from "./paymentStatus.ts";
import type { Refund, RefundStatus } from "./refund.ts";

/** What an entry of an order's timeline is about. */
export const entryKinds = [
  "STATUS",
  "PAYMENT",
  "REFUND",
  "PARCEL",
  "NOTE",
  "RETURN",
  "EDIT",
  "CANCELLATION",
  "CLAIM",
  "STAFF",
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Who did it. SYSTEM is the platform going on by itself; GUEST is whoever knew the id of a guest's order. */
export interface Actor {
  readonly kind: "CUSTOMER" | "GUEST" | "STAFF" | "SYSTEM";
  readonly userId?: string;
  /** By which of their roles staff may do it. */
  readonly role?: string;
}

export const theSystem: Actor = { kind: "SYSTEM" };

/** Some pieces that an entry is about. */
export interface EntryLine {
  readonly lineId: string;
  readonly quantity: number;
}

/** What an entry says, each part where there is one. */
export interface EntryData {
  /** The id, without its order's, of what it is about: a parcel, a refund, a return, an edit. */
  readonly reference?: string;
  /** What became of that. */
  readonly state?: string;
  /** Minor units of the order's currency. */
  readonly amount?: number;
  /** In words: a note, a reason that the shopper gave or is told. */
  readonly text?: string;
  /** In words, for staff alone. */
  readonly remark?: string;
  readonly lines?: readonly EntryLine[];
}

/** An entry to be written. Its place and its time are given when it is. */
export interface NewEntry {
  readonly kind: EntryKind;
  readonly by: Actor;
  readonly visibleTo: "SHOPPER" | "STAFF";
  readonly data: EntryData;
  /** Of a change of the status alone. */
  readonly sequence?: number;
  readonly status?: OrderStatus;
}

/** An entry as it stands in the timeline. */
export interface HistoryEntry {
  /** Among all entries of the order, from 1, without gaps. */
  readonly position: number;
  readonly kind: EntryKind;
  readonly status: OrderStatus | null;
  readonly at: Date;
  readonly actor: Actor;
  readonly visibleTo: "SHOPPER" | "STAFF";
  readonly data: EntryData;
}

/** That the order came to its status. */
export function statusEntry(order: Pick<Order, "status" | "sequence">, by: Actor, text?: string): NewEntry {
  const { status, sequence } = order;
  return { kind: "STATUS", by, visibleTo: "SHOPPER", status, sequence, data: { ...(text && { text }) } };
}

/** Where the order's money stands from now on. `amount`: how much of it was taken or given back in all. */
export function paymentEntry(state: PaymentStatus, amount: number | null, by: Actor = theSystem): NewEntry {
  return { kind: "PAYMENT", by, visibleTo: "SHOPPER", data: { state, ...(amount !== null && { amount }) } };
}

/** An entry on anything else, for the shopper and staff unless said. */
export function entry(
  kind: Exclude<EntryKind, "STATUS" | "PAYMENT">,
  by: Actor,
  data: EntryData,
  visibleTo: NewEntry["visibleTo"] = "SHOPPER",
): NewEntry {
  return { kind, by, visibleTo, data };
}

/** What became of a refund: PENDING when somebody asked for it, then what the provider did. */
export function refundEntry({ id, amount, reason }: Refund, state: RefundStatus, by: Actor = theSystem): NewEntry {
  return entry("REFUND", by, { reference: id, state, amount, remark: reason });
}

/** What became of a return, with what staff or the shopper said about it. */
export function returnEntry({ id, status, lines }: OrderReturn, by: Actor = theSystem, text?: string | null): NewEntry {
  const pieces = lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  return entry("RETURN", by, { reference: id, state: status, lines: pieces, ...(text && { text }) });
}
