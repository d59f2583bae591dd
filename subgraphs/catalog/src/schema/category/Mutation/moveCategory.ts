import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { moveCategory as move } from "../../../usecases/changeCategories.ts";
import { toMoveCategoryResult } from "../results.ts";

export const moveCategory: MutationResolvers["moveCategory"] = async (_parent, { input }, { ports }) =>
  toMoveCategoryResult(await move(ports, { id: input.id, parentId: input.parentId ?? null }));
