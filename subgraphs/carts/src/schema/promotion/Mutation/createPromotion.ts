import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { createPromotion as create } from "../../../usecases/createPromotion.ts";
import { toUserError } from "../../userErrors.ts";

export const createPromotion: NonNullable<MutationResolvers["createPromotion"]> = async (
  _parent,
  { input },
  { ports },
) => {
  const result = await create(ports, input);
  return result.kind === "saved" ? { __typename: "PromotionSaved", promotion: result.promotion } : toUserError(result);
};
