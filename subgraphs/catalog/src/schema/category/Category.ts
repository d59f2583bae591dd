import { ancestorsOf, definitionsOf, parentOf } from "../../domain/category.ts";
import { categoryNameIn } from "../../domain/categoryTranslation.ts";
import { byLocale } from "../../domain/locale.ts";
import type { CategoryResolvers } from "../../generated/resolvers.ts";

export const Category: CategoryResolvers = {
  name: (category, { locale }) => categoryNameIn(category, locale),
  attributes: definitionsOf,
  translations: ({ translations }) => byLocale(translations),
  ancestors: ancestorsOf,
  parent: parentOf,
  children: (category, _arguments, { loaders }) => loaders.childrenOfCategory.load(category),
};
