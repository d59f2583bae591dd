import { attributeNameIn } from "../../domain/categoryTranslation.ts";
import type { ProductAttributeResolvers } from "../../generated/resolvers.ts";

export const ProductAttribute: ProductAttributeResolvers = {
  code: ({ definition }) => definition.code,
  name: ({ definition }, { locale }) => attributeNameIn(definition, locale),
  kind: ({ definition }) => definition.kind,
  unit: ({ definition }) => definition.unit,
  text: ({ definition, value }) => (definition.kind === "TEXT" && typeof value === "string" ? value : null),
  number: ({ value }) => (typeof value === "number" ? value : null),
  boolean: ({ value }) => (typeof value === "boolean" ? value : null),
  choice: ({ definition, value }) =>
    definition.kind === "SELECT" && typeof value === "string" ? { definition, value } : null,
};
