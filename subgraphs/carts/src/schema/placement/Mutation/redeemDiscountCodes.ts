import type { MutationResolvers } from "../../../generated/resolvers.ts";

export const redeemDiscountCodes: NonNullable<MutationResolvers["redeemDiscountCodes"]> = async (
  _parent,
  { input: { orderId, buyerId, email, redemptions } },
  { ports },
) => {
  const outcome = await ports.redemptions.redeem({
    orderId,
    buyerId,
    email: email ?? null,
    promotionIds: redemptions.map(({ promotionId }) => promotionId),
  });
  if (outcome.kind === "redeemed") return { __typename: "DiscountCodesRedeemed", orderId };
  return { __typename: "DiscountCodesRefused", reason: outcome.reason, code: outcome.code };
};
