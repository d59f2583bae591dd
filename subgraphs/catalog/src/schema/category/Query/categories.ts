import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const categories: QueryResolvers["categories"] = async (_parent, _arguments, { ports }) => {
  const roots = await ports.shownCategories.children([null]);
  return roots.map((category) => ({ ...category, ancestors: [] }));
};
