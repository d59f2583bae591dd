import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { updateCategory as update } from "../../../usecases/changeCategories.ts";
import { toSaveCategoryResult } from "../results.ts";

export const updateCategory: MutationResolvers["updateCategory"] = async (_parent, { input }, { ports }) =>
  toSaveCategoryResult(await update(ports, { ...input, name: input.name ?? null, slug: input.slug ?? null }), "id");
