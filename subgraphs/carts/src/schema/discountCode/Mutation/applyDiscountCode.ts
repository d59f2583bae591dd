import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { applyDiscountCode as apply } from "../../../usecases/applyDiscountCode.ts";
import { toCartResult } from "../../cart/toCartResult.ts";

export const applyDiscountCode: NonNullable<MutationResolvers["applyDiscountCode"]> = async (
  _parent,
  { input },
  { ports, loaders, caller },
) => toCartResult(await apply({ ...ports, ...loaders }, { ...input, userId: userIdOf(caller) }));
