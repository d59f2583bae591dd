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
  /** How much of it is gone for good, where the provider says: null, all that was LOST and nothing that was WON. */
  readonly lost: Money | null;
  /** By when the provider takes evidence. */
  readonly evidenceDueBy: Date | null;
  /** What the provider says of its end where that is not understood: it stays open, and is left to staff. Else null. */
  readonly unclearOutcome: string | null;
}

/** A dispute of one of our payments. */
export interface Dispute extends Omit<ProviderDispute, "lost"> {
  readonly id: string;
  readonly paymentId: string;
  readonly openedAt: Date;
  readonly updatedAt: Date;
}

/** What a dispute does to money. */
export type DisputeMove = "DISPUTE_OPENED" | "DISPUTE_WON" | "DISPUTE_LOST";

/** Some of a payment's money that a dispute moves, in minor units. */
export interface DisputeMovement {
  readonly kind: DisputeMove;
  readonly amount: number;
}

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

/** Whether a dispute that is over is said to have ended another way: who decides so, decides for people to see. */
export function endsOtherwise(known: DisputeState | null, news: DisputeState): boolean {
  return known !== null && known !== news && rank[known] === rank.LOST && rank[news] === rank.LOST;
}

/**
 * What happens to money between two states, in order. One that is heard of first when it is over has been opened too;
 * one that was lost before its opening was heard of likewise. Of one that ends a part may be lost and the rest come back.
 * `opened` is what its opening has taken, whatever amount later news names; null when that was not heard of.
 */
export function movesBetween(
  known: DisputeState | null,
  { state, amount, lost }: Pick<ProviderDispute, "state" | "amount" | "lost">,
  opened: number | null,
): readonly DisputeMovement[] {
  const before = known === null ? "nothing" : withheldIn[known];
  const after = withheldIn[state];
  if (after === before || after === "nothing") return [];
  const taken = opened ?? amount.amount;
  const said = lost?.currency === amount.currency ? Math.max(0, lost.amount) : null;
  const gone = after === "withheld" ? 0 : (said ?? (after === "gone" ? taken : 0));
  const withheld = Math.max(taken, gone);
  const moves: readonly DisputeMovement[] = [
    { kind: "DISPUTE_OPENED", amount: before === "nothing" ? withheld : withheld - taken },
    { kind: "DISPUTE_WON", amount: after === "withheld" ? 0 : withheld - gone },
    { kind: "DISPUTE_LOST", amount: gone },
  ];
  return moves.filter((move) => move.amount > 0);
}
