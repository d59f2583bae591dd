import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { toRedeemResult } from "../toRedeemResult.ts";

export const redeemDiscountCodes: NonNullable<MutationResolvers["redeemDiscountCodes"]> = async (
  _parent,
  { input: { orderId, buyerId, customerId = null, email = null, redemptions } },
  { ports },
) => {
  const promotionIds = redemptions.map(({ promotionId }) => promotionId);
  return toRedeemResult(orderId, await ports.redemptions.redeem({ orderId, buyerId, customerId, email, promotionIds }));
};
