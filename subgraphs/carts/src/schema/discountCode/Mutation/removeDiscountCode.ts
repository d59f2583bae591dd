import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { removeDiscountCode as remove } from "../../../usecases/removeDiscountCode.ts";
import { toCartResult } from "../../cart/toCartResult.ts";

export const removeDiscountCode: NonNullable<MutationResolvers["removeDiscountCode"]> = async (
  _parent,
  { input },
  { ports, caller },
) => toCartResult(await remove(ports, { ...input, userId: userIdOf(caller) }));
