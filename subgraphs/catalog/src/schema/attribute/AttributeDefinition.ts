import { attributeNameIn } from "../../domain/categoryTranslation.ts";
import type { AttributeDefinitionResolvers } from "../../generated/resolvers.ts";

export const AttributeDefinition: AttributeDefinitionResolvers = {
  name: (definition, { locale }) => attributeNameIn(definition, locale),
  choices: (definition) => definition.choices.map(({ value }) => ({ definition, value })),
};
