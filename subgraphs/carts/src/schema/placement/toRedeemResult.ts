import type { RedemptionOutcome } from "../../data/redemptionStore.ts";

/** What came of using promotions, as orders is told. */
export function toRedeemResult(orderId: string, outcome: RedemptionOutcome) {
  if (outcome.kind === "redeemed") return { __typename: "DiscountCodesRedeemed" as const, orderId };
  return { __typename: "DiscountCodesRefused" as const, reason: outcome.reason, code: outcome.code };
}
