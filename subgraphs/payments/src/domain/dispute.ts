import type { Money } from "@angidi/money";

/**
 * How a dispute stands. An INQUIRY asks without taking the money back; with NEEDS_RESPONSE it is taken back until the
 * dispute is WON, for good when it is LOST. CLOSED: an inquiry that came to nothing.
 */
export type DisputeState = "INQUIRY" | "NEEDS_RESPONSE" | "UNDER_REVIEW" | "WON" | "LOST" | "CLOSED";

/** A dispute as the provider tells of it. */
export interface ProviderDispute {
  /** The provider's name for it. */
  readonly reference: string;
  readonly state: DisputeState;
  /** Why the shopper's bank or the shopper disputes it, in the provider's word. */
  readonly reason: string;
  readonly amount: Money;
  /** By when the provider takes evidence. */
  readonly evidenceDueBy: Date | null;
}

/** A dispute of one of our payments. */
export interface Dispute extends ProviderDispute {
  readonly id: string;
  readonly paymentId: string;
  readonly openedAt: Date;
  readonly updatedAt: Date;
}

/** What a dispute does to money. */
export type DisputeMove = "DISPUTE_OPENED" | "DISPUTE_WON" | "DISPUTE_LOST";

type Withheld = "nothing" | "withheld" | "returned" | "gone";

const withheldIn: Readonly<Record<DisputeState, Withheld>> = {
  INQUIRY: "nothing",
  NEEDS_RESPONSE: "withheld",
  UNDER_REVIEW: "withheld",
  WON: "returned",
  LOST: "gone",
  CLOSED: "nothing",
};

const rank: Readonly<Record<DisputeState, number>> = {
  INQUIRY: 0,
  NEEDS_RESPONSE: 1,
  UNDER_REVIEW: 2,
  CLOSED: 3,
  WON: 3,
  LOST: 3,
};

/** Whether news may replace what is known: events come in any order, and a later state is never taken back. */
export function isNewer(known: DisputeState | null, news: DisputeState): boolean {
  return known === null || rank[news] > rank[known];
}

/**
 * What happens to money between two states, in order. One that is heard of first when it is over has been opened too;
 * one that was lost before its opening was heard of likewise.
 */
export function movesBetween(known: DisputeState | null, news: DisputeState): readonly DisputeMove[] {
  const before = known === null ? "nothing" : withheldIn[known];
  const after = withheldIn[news];
  if (after === before || after === "nothing") return [];
  const opened: readonly DisputeMove[] = before === "nothing" ? ["DISPUTE_OPENED"] : [];
  if (after === "withheld") return opened;
  return [...opened, after === "returned" ? "DISPUTE_WON" : "DISPUTE_LOST"];
}
