import type { LineQuantity } from "./lineBalance.ts";
import type { ReturnKey } from "./orderId.ts";
import { becomeBy, checkStateTable, type StateTable } from "./stateTable.ts";

/** How far a return has come. */
export const returnStatuses = [
  "REQUESTED",
  "APPROVED",
  "DECLINED",
  "CANCELLED",
  "RECEIVED",
  "REFUND_DECLINED",
  "REFUNDED",
] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

/** The states of a return, and all ways between them. A refund that the provider declined can be tried again. */
export const returnStates: StateTable<ReturnStatus> = {
  REQUESTED: { next: ["APPROVED", "DECLINED", "CANCELLED"], ends: false },
  APPROVED: { next: ["RECEIVED", "CANCELLED"], ends: false },
  DECLINED: { next: [], ends: true },
  CANCELLED: { next: [], ends: true },
  RECEIVED: { next: ["REFUNDED", "REFUND_DECLINED"], ends: false },
  REFUND_DECLINED: { next: ["RECEIVED"], ends: false },
  REFUNDED: { next: [], ends: true },
};

/** Throws for a table with a mistake. */
export function checkReturnStates(states: StateTable<ReturnStatus>): void {
  checkStateTable("A return", "REQUESTED", states);
}

/** The status itself, if the table allows the change to it. Throws IllegalTransition otherwise. */
export function becomeReturned(from: ReturnStatus, to: ReturnStatus): ReturnStatus {
  return becomeBy("A return", returnStates, from, to);
}

/** Whether the table has a way from one to the other. */
export function canBecome(from: ReturnStatus, to: ReturnStatus): boolean {
  return returnStates[from].next.includes(to);
}

/** Why pieces are sent back. */
export type ReturnReason =
  | "DAMAGED"
  | "WRONG_ITEM"
  | "NOT_AS_DESCRIBED"
  | "DOES_NOT_FIT"
  | "ARRIVED_LATE"
  | "CHANGED_MIND"
  | "OTHER";

/** Pieces of a line that are to come back, and how many of them did, by what can be done with them. */
export interface ReturnLine extends LineQuantity {
  readonly restocked: number;
  readonly writtenOff: number;
}

/** Pieces of an order that somebody wants to send back, or has sent back. */
export interface OrderReturn extends ReturnKey {
  readonly status: ReturnStatus;
  readonly reason: ReturnReason;
  readonly comment: string | null;
  /** What staff say about it to the shopper. */
  readonly note: string | null;
  /** Minor units of the order's currency. */
  readonly restockingFee: number;
  readonly refundId: string | null;
  readonly requestedAt: Date;
  readonly lines: readonly ReturnLine[];
}
