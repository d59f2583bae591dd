import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { endPromotion as end } from "../../../usecases/changePromotion.ts";
import { toPromotionResult } from "../toPromotionResult.ts";

export const endPromotion: NonNullable<MutationResolvers["endPromotion"]> = async (
  _parent,
  { input: { id } },
  { ports },
) => toPromotionResult(await end(ports, id));
