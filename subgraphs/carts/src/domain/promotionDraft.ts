import type { Money } from "@angidi/money";
import type { Benefit, PromotionTerms } from "./promotion.ts";
import { type InvalidInput, invalidInput } from "./refusal.ts";

/** A promotion as staff ask for it, before it is known to make sense. */
export interface PromotionDraft {
  readonly code: string;
  readonly kind: Benefit["kind"];
  /** Percent. */
  readonly percentage?: number | null;
  readonly amount?: Money | null;
  readonly minimumSubtotal?: Money | null;
  readonly usageLimit?: number | null;
  readonly usageLimitPerCustomer?: number | null;
  /** ISO 8601. */
  readonly startsAt?: string | null;
  /** ISO 8601. */
  readonly endsAt?: string | null;
}

const codeForm = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{0,63}$/u;

/** The terms that a draft comes to, or what is wrong with it. */
export function termsOf(
  draft: PromotionDraft,
  currency: string,
): { kind: "terms"; terms: PromotionTerms } | InvalidInput {
  const code = draft.code.normalize("NFKC").trim();
  if (!codeForm.test(code)) {
    return invalidInput("A code has up to 64 letters, digits, hyphens, dots and underscores.", "code");
  }
  const benefit = benefitOf(draft, currency);
  if (benefit.kind === "invalid-input") return benefit;
  return (
    checkConditions(draft, currency) ?? { kind: "terms", terms: { code, benefit, currency, ...conditionsOf(draft) } }
  );
}

function benefitOf({ kind, percentage, amount }: PromotionDraft, currency: string): Benefit | InvalidInput {
  if (kind !== "PERCENTAGE" && given(percentage))
    return invalidInput(`A promotion of kind ${kind} has no percentage.`, "percentage");
  if (kind !== "FIXED_AMOUNT" && given(amount))
    return invalidInput(`A promotion of kind ${kind} has no amount.`, "amount");
  switch (kind) {
    case "PERCENTAGE":
      return percentageOf(percentage);
    case "FIXED_AMOUNT":
      if (!amount || amount.amount <= 0) return invalidInput("An amount of more than nothing is needed.", "amount");
      return checkCurrency(amount, currency, "amount") ?? { kind, amount };
    case "FREE_SHIPPING":
      return { kind };
  }
}

function percentageOf(percentage: number | null | undefined): Benefit | InvalidInput {
  // Twelve and a half arrives as a binary fraction: what counts is whether it stands for whole basis points.
  const basisPoints = Math.round((percentage ?? 0) * 100);
  const isWhole = Math.abs((percentage ?? 0) * 100 - basisPoints) < 1e-6;
  if (!isWhole || basisPoints < 1 || basisPoints > 10_000) {
    return invalidInput("A percentage is more than 0, at most 100, and has at most two decimals.", "percentage");
  }
  return { kind: "PERCENTAGE", basisPoints };
}

function checkConditions(draft: PromotionDraft, currency: string): InvalidInput | undefined {
  const { minimumSubtotal, startsAt, endsAt } = draft;
  if (minimumSubtotal && minimumSubtotal.amount < 0) {
    return invalidInput("A minimum is not negative.", "minimumSubtotal", "amount");
  }
  for (const limit of ["usageLimit", "usageLimitPerCustomer"] as const) {
    if ((draft[limit] ?? 1) < 1) return invalidInput("A limit is 1 or more.", limit);
  }
  if (startsAt && endsAt && Date.parse(endsAt) <= Date.parse(startsAt)) {
    return invalidInput("A promotion ends after it starts.", "endsAt");
  }
  return minimumSubtotal ? checkCurrency(minimumSubtotal, currency, "minimumSubtotal") : undefined;
}

function conditionsOf(draft: PromotionDraft) {
  return {
    minimumSubtotal: draft.minimumSubtotal ?? null,
    usageLimit: draft.usageLimit ?? null,
    usageLimitPerCustomer: draft.usageLimitPerCustomer ?? null,
    startsAt: draft.startsAt ? new Date(draft.startsAt) : null,
    endsAt: draft.endsAt ? new Date(draft.endsAt) : null,
  };
}

function checkCurrency(amount: Money, currency: string, field: string): InvalidInput | undefined {
  if (amount.currency === currency) return undefined;
  return invalidInput(`The shop's currency is ${currency}.`, field, "currency");
}

function given(value: unknown): boolean {
  return value !== null && value !== undefined;
}
