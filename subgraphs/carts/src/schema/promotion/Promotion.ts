import type { PromotionResolvers } from "../../generated/resolvers.ts";

export const Promotion: PromotionResolvers = {
  kind: ({ benefit }) => benefit.kind,
  percentage: ({ benefit }) => (benefit.kind === "PERCENTAGE" ? benefit.basisPoints / 100 : null),
  amount: ({ benefit }) => (benefit.kind === "FIXED_AMOUNT" ? benefit.amount : null),
};
