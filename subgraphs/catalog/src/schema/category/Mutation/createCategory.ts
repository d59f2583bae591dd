import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { createCategory as create } from "../../../usecases/changeCategories.ts";
import { toSaveCategoryResult } from "../results.ts";

export const createCategory: MutationResolvers["createCategory"] = async (_parent, { input }, { ports }) =>
  toSaveCategoryResult(
    await create(ports, { ...input, slug: input.slug ?? null, parentId: input.parentId ?? null }),
    "parentId",
  );
