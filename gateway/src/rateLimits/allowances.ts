import type { Pace } from "./pace.ts";

/** Points to be taken by a rule from who they are counted for. */
export interface Claim {
  readonly rule: PacedRule;
  readonly who: string;
  readonly points: number;
}

export interface PacedRule {
  readonly name: string;
  readonly pace: Pace;
}

/** What came of claims. */
export interface Taken {
  /** The first that had to be refused, for which nothing was taken from any; undefined when all were granted. */
  readonly refused: Claim | undefined;
  /** Of each claim, milliseconds until all of its points are back. */
  readonly debts: readonly number[];
}

/** Who has spent how much. */
export interface Allowances {
  /** Milliseconds until there is a point again, as far as this process knows; 0 for now. */
  wait(rule: PacedRule, who: string): number;
  /** Takes what is claimed, all or nothing. */
  take(claims: readonly Claim[]): Taken | Promise<Taken>;
  /** Takes what is claimed, or what is left of it. Never rejects. */
  charge(claims: readonly Claim[]): void;
  /** Lets go of what it holds. */
  close(): void;
}
