import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { pausePromotion as pause } from "../../../usecases/changePromotion.ts";
import { toPromotionResult } from "../toPromotionResult.ts";

export const pausePromotion: NonNullable<MutationResolvers["pausePromotion"]> = async (
  _parent,
  { input: { id } },
  { ports },
) => toPromotionResult(await pause(ports, id, true));
