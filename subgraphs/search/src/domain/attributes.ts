import { attributeFacet, type FacetValue, facetValue } from "./facetValues.ts";

/** What a product says of itself by its category's definitions. */
export interface ProductAttribute {
  readonly code: string;
  readonly name: string;
  readonly value: string | number | boolean;
  /** The choice's, where the value is one of a choice. */
  readonly label: string | null;
  readonly unit: string | null;
  /** Whether shoppers narrow lists by it; others are neither counted nor searched. */
  readonly filterable: boolean;
}

/** The values of filterable attributes. A number is a value as any other; `facetsOf` puts numbers in their order. */
export function attributeValues(attributes: readonly ProductAttribute[]): FacetValue[] {
  return filterable(attributes).map((attribute) => {
    const { code, name, value } = attribute;
    return facetValue(attributeFacet(code), name, String(value), labelOf(attribute));
  });
}

/** What of them is searched: the name with the value, but of a yes the name alone, and nothing of a no. */
export function attributeTexts(attributes: readonly ProductAttribute[]): string[] {
  return filterable(attributes).flatMap((attribute) => {
    if (attribute.value === false) return [];
    return attribute.value === true ? [attribute.name] : [attribute.name, labelOf(attribute)];
  });
}

function filterable(attributes: readonly ProductAttribute[]): ProductAttribute[] {
  return attributes.filter(({ filterable, value }) => filterable && value !== "");
}

function labelOf({ value, label, unit }: ProductAttribute): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const text = label ?? String(value);
  return unit === null ? text : `${text} ${unit}`;
}
