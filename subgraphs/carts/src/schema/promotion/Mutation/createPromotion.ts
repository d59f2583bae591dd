import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { createPromotion as create } from "../../../usecases/createPromotion.ts";
import { toPromotionResult } from "../toPromotionResult.ts";

export const createPromotion: NonNullable<MutationResolvers["createPromotion"]> = async (
  _parent,
  { input },
  { ports },
) => toPromotionResult(await create(ports, input));
