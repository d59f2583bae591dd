import { optionNameIn, optionValueIn } from "../../domain/translation.ts";
import type { SelectedOptionResolvers } from "../../generated/resolvers.ts";

export const SelectedOption: SelectedOptionResolvers = {
  name: ({ product, selected }, { locale }) => optionNameIn(product, selected.name, locale),
  value: ({ product, selected }, { locale }) => optionValueIn(product, selected.name, selected.value, locale),
};
