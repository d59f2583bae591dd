import type { MutationResolvers } from "../../../generated/resolvers.ts";

export const restoreDiscountCodes: NonNullable<MutationResolvers["restoreDiscountCodes"]> = async (
  _parent,
  { orderId },
  { ports },
) => {
  await ports.redemptions.restore(orderId);
  return { orderId };
};
