import { normaliseSlug } from "../../../domain/slug.ts";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const category: QueryResolvers["category"] = async (_parent, { slug }, { ports }) => {
  const [found] = await ports.shownCategories.bySlugs([normaliseSlug(slug)]);
  return found ?? null;
};
