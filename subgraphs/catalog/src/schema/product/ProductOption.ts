import { optionNameIn, optionValueIn } from "../../domain/translation.ts";
import type { ProductOptionResolvers } from "../../generated/resolvers.ts";

export const ProductOption: ProductOptionResolvers = {
  name: ({ product, option }, { locale }) => optionNameIn(product, option.name, locale),
  values: ({ product, option }, { locale }) =>
    locale ? option.values.map((value) => optionValueIn(product, option.name, value, locale)) : option.values,
};
