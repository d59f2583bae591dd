import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { toRedeemResult } from "../../placement/toRedeemResult.ts";

export const changeRedemptions: NonNullable<MutationResolvers["changeRedemptions"]> = async (
  _parent,
  { input },
  { ports },
) => toRedeemResult(input.orderId, await ports.redemptionChanges.change(input));
