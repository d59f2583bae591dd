import { ancestorsOf, parentOf } from "../../domain/category.ts";
import type { CategoryResolvers } from "../../generated/resolvers.ts";

export const Category: CategoryResolvers = {
  ancestors: ancestorsOf,
  parent: parentOf,
  children: (category, _arguments, { loaders }) => loaders.childrenOfCategory.load(category),
};
