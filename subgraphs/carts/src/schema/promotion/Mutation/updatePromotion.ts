import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { updatePromotion as update } from "../../../usecases/changePromotion.ts";
import { toPromotionResult } from "../toPromotionResult.ts";

export const updatePromotion: NonNullable<MutationResolvers["updatePromotion"]> = async (
  _parent,
  { input },
  { ports },
) => toPromotionResult(await update(ports, input));
