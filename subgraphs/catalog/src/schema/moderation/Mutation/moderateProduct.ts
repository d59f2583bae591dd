import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { moderateProduct as moderate } from "../../../usecases/moderateProduct.ts";
import { authorOf } from "../../author.ts";
import { toRewriteResult } from "../../product/results.ts";

export const moderateProduct: MutationResolvers["moderateProduct"] = async (_parent, { input }, { ports, caller }) =>
  toRewriteResult(await moderate(ports, { ...input, reason: input.reason ?? null }, authorOf(caller)));
