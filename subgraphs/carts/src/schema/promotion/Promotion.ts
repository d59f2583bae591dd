import { classOf, statusOf, type Tier } from "../../domain/promotion.ts";
import { isEverything, type Scope } from "../../domain/promotionScope.ts";
import type { PromotionResolvers } from "../../generated/resolvers.ts";

/** What is not read as it is from a promotion. */
export const Promotion: PromotionResolvers = {
  kind: ({ benefit }) => benefit.kind,
  percentage: ({ benefit }) => (benefit.kind === "PERCENTAGE" ? benefit.basisPoints / 100 : null),
  amount: ({ benefit }) => (benefit.kind === "FIXED_AMOUNT" ? (benefit.amounts[0] ?? null) : null),
  amounts: ({ benefit }) => (benefit.kind === "FIXED_AMOUNT" ? [...benefit.amounts] : []),
  amountPer: ({ benefit }) => (benefit.kind === "FIXED_AMOUNT" ? benefit.per : null),
  buyXGetY: ({ benefit }) => {
    if (benefit.kind !== "BUY_X_GET_Y") return null;
    const { buyQuantity, getQuantity, basisPoints, getFrom } = benefit;
    return { buyQuantity, getQuantity, percentage: basisPoints / 100, getFrom: getFrom && toScope(getFrom) };
  },
  tiers: ({ benefit }) => (benefit.kind === "TIERED" ? benefit.tiers.map(toTier) : []),
  scope: ({ scope }) => toScope(scope),
  exclusions: ({ exclusions }) => toScope(exclusions),
  minimumSubtotal: ({ minimumSubtotals }) => minimumSubtotals[0] ?? null,
  minimumSubtotals: ({ minimumSubtotals }) => [...minimumSubtotals],
  customerGroups: ({ customerGroups }) => [...customerGroups],
  firstOrderOnly: ({ isForFirstOrder }) => isForFirstOrder,
  class: classOf,
  status: (promotion, _arguments, { ports }) => statusOf(promotion, ports.now()),
};

function toScope(scope: Scope) {
  if (isEverything(scope)) return null;
  const { productIds, variantIds, categoryIds, brandIds } = scope;
  return {
    productIds: [...productIds],
    variantIds: [...variantIds],
    categoryIds: [...categoryIds],
    brandIds: [...brandIds],
  };
}

function toTier({ minimumQuantity, minimumSubtotals, basisPoints, amounts }: Tier) {
  return {
    minimumQuantity,
    minimumSubtotals: [...minimumSubtotals],
    percentage: basisPoints === null ? null : basisPoints / 100,
    amounts: [...amounts],
  };
}
