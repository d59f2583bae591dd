import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { translateCategory as translate } from "../../../usecases/changeCategories.ts";
import { toRewrittenCategory } from "../../category/results.ts";

export const translateCategory: MutationResolvers["translateCategory"] = async (_parent, { input }, { ports }) => {
  const { id, locale, name, attributes } = input;
  const draft = { name, attributes: attributes === null ? [] : attributes };
  return toRewrittenCategory(await translate(ports, { id, locale, draft }));
};
