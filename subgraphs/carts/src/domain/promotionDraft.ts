import type { Money } from "@angidi/money";
import { amountsOf } from "./amountsDraft.ts";
import { type BenefitDraft, benefitOf } from "./benefitDraft.ts";
import type { PromotionSettings, PromotionTerms, Stacking } from "./promotion.ts";
import { type InvalidInput, invalidInput } from "./refusal.ts";
import { type ScopeDraft, scopeOf } from "./scopeDraft.ts";

/** A promotion as staff ask for it, before it is known to make sense. */
export interface PromotionDraft extends BenefitDraft {
  readonly code?: string | null;
  readonly name?: string | null;
  readonly scope?: ScopeDraft | null;
  readonly exclusions?: ScopeDraft | null;
  readonly excludesSaleItems?: boolean | null;
  readonly minimumSubtotal?: Money | null;
  readonly minimumSubtotals?: readonly Money[] | null;
  readonly minimumQuantity?: number | null;
  readonly customerGroups?: readonly string[] | null;
  readonly firstOrderOnly?: boolean | null;
  readonly stacking?: Stacking | null;
  readonly priority?: number | null;
  readonly limitPerOrder?: number | null;
  readonly usageLimit?: number | null;
  readonly usageLimitPerCustomer?: number | null;
  /** ISO 8601. */
  readonly startsAt?: string | null;
  /** ISO 8601. */
  readonly endsAt?: string | null;
}

/** Changes of a promotion's settings: what is undefined stays. Dates in ISO 8601. */
export type PromotionChanges = Pick<
  PromotionDraft,
  "name" | "stacking" | "priority" | "usageLimit" | "usageLimitPerCustomer" | "startsAt" | "endsAt"
>;

const codeForm = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{0,63}$/u;
const nameForm = /^[^\p{C}<>]{1,100}$/u;
const groupForm = /^[a-z0-9][a-z0-9-]{0,31}$/;
const maximumGroups = 20;

/** The terms that a draft comes to, or what is wrong with it. */
export function termsOf(
  draft: PromotionDraft,
  currency: string,
): { kind: "terms"; terms: PromotionTerms } | InvalidInput {
  const code = draft.code?.normalize("NFKC").trim() ?? null;
  if (code !== null && !codeForm.test(code)) {
    return invalidInput("A code has up to 64 letters, digits, hyphens, dots and underscores.", "code");
  }
  const benefit = benefitOf(draft, currency);
  if (benefit.kind === "invalid-input") return benefit;
  const conditions = conditionsOf(draft, currency);
  if (conditions.kind === "invalid-input") return conditions;
  const settings = settingsAfter({ ...unset, name: code ?? "" }, draft);
  if (settings.kind === "invalid-input") return settings;
  return { kind: "terms", terms: { code, benefit, ...conditions.conditions, ...settings.settings } };
}

const unset: PromotionSettings = {
  name: "",
  stacking: "STACKABLE",
  priority: 0,
  usageLimit: null,
  usageLimitPerCustomer: null,
  startsAt: null,
  endsAt: null,
  isPaused: false,
};

/** Settings with changes made to them, or what is wrong with these. */
export function settingsAfter(
  before: PromotionSettings,
  changes: PromotionChanges,
): { kind: "settings"; settings: PromotionSettings } | InvalidInput {
  const settings: PromotionSettings = {
    name: changes.name?.trim() ?? before.name,
    stacking: changes.stacking ?? before.stacking,
    priority: changes.priority ?? before.priority,
    usageLimit: changes.usageLimit === undefined ? before.usageLimit : changes.usageLimit,
    usageLimitPerCustomer:
      changes.usageLimitPerCustomer === undefined ? before.usageLimitPerCustomer : changes.usageLimitPerCustomer,
    startsAt: dateAfter(before.startsAt, changes.startsAt),
    endsAt: dateAfter(before.endsAt, changes.endsAt),
    isPaused: before.isPaused,
  };
  if (!nameForm.test(settings.name)) {
    return invalidInput("A promotion without a code has a name, of up to 100 characters and without markup.", "name");
  }
  if (Math.abs(settings.priority) > 1_000) return invalidInput("A priority is from −1000 to 1000.", "priority");
  for (const limit of ["usageLimit", "usageLimitPerCustomer"] as const) {
    if ((settings[limit] ?? 1) < 1) return invalidInput("A limit is 1 or more.", limit);
  }
  if (settings.startsAt && settings.endsAt && settings.endsAt <= settings.startsAt) {
    return invalidInput("A promotion ends after it starts.", "endsAt");
  }
  return { kind: "settings", settings };
}

function dateAfter(before: Date | null, change: string | null | undefined): Date | null {
  if (change === undefined) return before;
  return change === null ? null : new Date(change);
}

type Conditions = Omit<PromotionTerms, "code" | "benefit" | keyof PromotionSettings>;

function conditionsOf(
  draft: PromotionDraft,
  currency: string,
): { kind: "conditions"; conditions: Conditions } | InvalidInput {
  const { minimumSubtotal, minimumQuantity, limitPerOrder, customerGroups, kind, amountPer } = draft;
  const minimums = amountsOf(
    { single: minimumSubtotal, several: draft.minimumSubtotals },
    { single: "minimumSubtotal", several: ["minimumSubtotals"] },
    { least: 0, currency },
  );
  if (minimums.kind === "invalid-input") return minimums;
  if ((minimumQuantity ?? 1) < 1) return invalidInput("A minimum is 1 piece or more.", "minimumQuantity");
  if ((limitPerOrder ?? 1) < 1) return invalidInput("A limit is 1 or more.", "limitPerOrder");
  if (limitPerOrder && kind !== "BUY_X_GET_Y" && amountPer !== "ITEM") {
    return invalidInput(
      "A limit per order counts pieces or applications, which this promotion has not.",
      "limitPerOrder",
    );
  }
  const scope = scopeOf(draft.scope, "scope");
  if (scope.kind === "invalid-input") return scope;
  const exclusions = scopeOf(draft.exclusions, "exclusions");
  if (exclusions.kind === "invalid-input") return exclusions;
  const groups = [...new Set(customerGroups?.map((group) => group.trim().toLowerCase()) ?? [])];
  if (groups.length > maximumGroups || !groups.every((group) => groupForm.test(group))) {
    return invalidInput(`At most ${maximumGroups} groups, by their codes.`, "customerGroups");
  }
  return {
    kind: "conditions",
    conditions: {
      scope: scope.scope,
      exclusions: exclusions.scope,
      excludesSaleItems: draft.excludesSaleItems ?? false,
      minimumSubtotals: minimums.amounts,
      minimumQuantity: minimumQuantity ?? null,
      customerGroups: groups,
      isForFirstOrder: draft.firstOrderOnly ?? false,
      limitPerOrder: limitPerOrder ?? null,
    },
  };
}
