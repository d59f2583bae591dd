import { choiceLabelIn } from "../../domain/categoryTranslation.ts";
import type { AttributeChoiceResolvers } from "../../generated/resolvers.ts";

export const AttributeChoice: AttributeChoiceResolvers = {
  label: ({ definition, value }, { locale }) => choiceLabelIn(definition, value, locale),
};
