import type { Money } from "@angidi/money";
import { amountsOf, basisPointsOf } from "./amountsDraft.ts";
import type { Benefit, Tier } from "./promotion.ts";
import { isEverything } from "./promotionScope.ts";
import { type InvalidInput, invalidInput } from "./refusal.ts";
import { type ScopeDraft, scopeOf } from "./scopeDraft.ts";

/** What a promotion is to give, as staff ask for it. */
export interface BenefitDraft {
  readonly kind: Benefit["kind"];
  /** Percent. */
  readonly percentage?: number | null;
  readonly amount?: Money | null;
  readonly amounts?: readonly Money[] | null;
  readonly amountPer?: "ORDER" | "ITEM" | null;
  readonly buyXGetY?: {
    readonly buyQuantity: number;
    readonly getQuantity: number;
    readonly percentage?: number | null;
    readonly getFrom?: ScopeDraft | null;
  } | null;
  readonly tiers?: readonly TierDraft[] | null;
}

export interface TierDraft {
  readonly minimumQuantity?: number | null;
  readonly minimumSubtotals?: readonly Money[] | null;
  readonly percentage?: number | null;
  readonly amounts?: readonly Money[] | null;
}

type Kind = Benefit["kind"];
type Parameter = "percentage" | "amount" | "amounts" | "amountPer" | "buyXGetY" | "tiers";

/** What each kind is described by, and how that is read. */
const kinds: Readonly<
  Record<
    Kind,
    {
      readonly takes: readonly Parameter[];
      readonly read: (draft: BenefitDraft, currency: string) => Benefit | InvalidInput;
    }
  >
> = {
  PERCENTAGE: { takes: ["percentage"], read: percentageBy },
  FIXED_AMOUNT: { takes: ["amount", "amounts", "amountPer"], read: fixedAmountBy },
  BUY_X_GET_Y: { takes: ["buyXGetY"], read: buyXGetYBy },
  TIERED: { takes: ["tiers"], read: tiersBy },
  FREE_SHIPPING: { takes: [], read: () => ({ kind: "FREE_SHIPPING" }) },
};
const parameters: readonly Parameter[] = ["percentage", "amount", "amounts", "amountPer", "buyXGetY", "tiers"];
const maximumTiers = 10;
const maximumPieces = 999;

/** What a draft gives, or what is wrong with it. */
export function benefitOf(draft: BenefitDraft, currency: string): Benefit | InvalidInput {
  const { takes, read } = kinds[draft.kind];
  const stranger = parameters.find((name) => !takes.includes(name) && isGiven(draft[name]));
  if (stranger) return invalidInput(`A promotion of kind ${draft.kind} has no ${stranger}.`, stranger);
  return read(draft, currency);
}

function percentageBy({ percentage }: BenefitDraft): Benefit | InvalidInput {
  const basisPoints = basisPointsOf(percentage, "percentage");
  return typeof basisPoints === "number" ? { kind: "PERCENTAGE", basisPoints } : basisPoints;
}

function fixedAmountBy({ amount, amounts, amountPer }: BenefitDraft, currency: string): Benefit | InvalidInput {
  if (!amounts?.length && (amount?.amount ?? 0) <= 0) {
    return invalidInput("An amount of more than nothing is needed.", "amount");
  }
  const paths = { single: "amount", several: ["amounts"] };
  const read = amountsOf({ single: amount, several: amounts }, paths, { least: 1, currency });
  if (read.kind === "invalid-input") return read;
  return { kind: "FIXED_AMOUNT", amounts: read.amounts, per: amountPer ?? "ORDER" };
}

function buyXGetYBy({ buyXGetY }: BenefitDraft): Benefit | InvalidInput {
  if (!buyXGetY) return invalidInput("How many are bought and got is needed.", "buyXGetY");
  for (const field of ["buyQuantity", "getQuantity"] as const) {
    if (buyXGetY[field] < 1 || buyXGetY[field] > maximumPieces) {
      return invalidInput(`A quantity is from 1 to ${maximumPieces}.`, "buyXGetY", field);
    }
  }
  const basisPoints = basisPointsOf(buyXGetY.percentage ?? 100, "buyXGetY", "percentage");
  if (typeof basisPoints !== "number") return basisPoints;
  const getFrom = scopeOf(buyXGetY.getFrom, "buyXGetY", "getFrom");
  if (getFrom.kind === "invalid-input") return getFrom;
  const { buyQuantity, getQuantity } = buyXGetY;
  const got = isEverything(getFrom.scope) ? null : getFrom.scope;
  return { kind: "BUY_X_GET_Y", buyQuantity, getQuantity, basisPoints, getFrom: got };
}

function tiersBy({ tiers }: BenefitDraft, currency: string): Benefit | InvalidInput {
  if (!tiers || tiers.length === 0 || tiers.length > maximumTiers) {
    return invalidInput(`From 1 to ${maximumTiers} thresholds are needed.`, "tiers");
  }
  const read: Tier[] = [];
  for (const [index, draft] of tiers.entries()) {
    const tier = tierBy(draft, index, currency);
    if ("kind" in tier) return tier;
    const before = read.at(-1);
    if (before && !isAbove(tier, before)) return invalidInput("Thresholds rise.", "tiers", index);
    read.push(tier);
  }
  return { kind: "TIERED", tiers: read };
}

function tierBy(draft: TierDraft, index: number, currency: string): Tier | InvalidInput {
  const minimums = amountsOf(
    { several: draft.minimumSubtotals },
    { single: "tiers", several: ["tiers", index, "minimumSubtotals"] },
    { least: 1, currency },
  );
  if (minimums.kind === "invalid-input") return minimums;
  const amounts = amountsOf(
    { several: draft.amounts },
    { single: "tiers", several: ["tiers", index, "amounts"] },
    { least: 1, currency },
  );
  if (amounts.kind === "invalid-input") return amounts;
  const minimumQuantity = draft.minimumQuantity ?? null;
  if (minimumQuantity !== null && minimumQuantity < 1) {
    return invalidInput("A minimum is 1 piece or more.", "tiers", index, "minimumQuantity");
  }
  if ((minimumQuantity === null) === (minimums.amounts.length === 0)) {
    return invalidInput("A threshold is a number of pieces or a subtotal.", "tiers", index);
  }
  if (isGiven(draft.percentage) === amounts.amounts.length > 0) {
    return invalidInput("A threshold gives a percentage or an amount.", "tiers", index);
  }
  const basisPoints = isGiven(draft.percentage) ? basisPointsOf(draft.percentage, "tiers", index, "percentage") : null;
  if (basisPoints !== null && typeof basisPoints !== "number") return basisPoints;
  return { minimumQuantity, minimumSubtotals: minimums.amounts, basisPoints, amounts: amounts.amounts };
}

/** Whether a threshold is of the same sort as the one before it and higher, in each of its currencies. */
function isAbove(tier: Tier, before: Tier): boolean {
  if (tier.minimumQuantity !== null) {
    return before.minimumQuantity !== null && tier.minimumQuantity > before.minimumQuantity;
  }
  const lower = new Map(before.minimumSubtotals.map(({ currency, amount }) => [currency, amount]));
  return (
    lower.size === tier.minimumSubtotals.length &&
    tier.minimumSubtotals.every(({ currency, amount }) => amount > (lower.get(currency) ?? Number.POSITIVE_INFINITY))
  );
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}
