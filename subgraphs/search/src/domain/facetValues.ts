import { fold } from "./words.ts";

/** A value by which hits are counted and filtered. */
export interface FacetValue {
  readonly key: string;
  readonly facet: string;
  readonly facetLabel: string;
  readonly value: string;
  readonly label: string;
}

/** Longer ones are texts that nobody narrows a list by; they are searched, but no value of a facet. */
const longestValue = 200;

/** The facet of an option; two spellings that differ by capitals or accents are one. */
export function optionFacet(name: string): string {
  return `options.${foldLine(name)}`;
}

/** The facet of an attribute by its code. */
export function attributeFacet(code: string): string {
  return `attributes.${foldLine(code)}`;
}

/** Whether a facet has the name of an option or attribute of the shop's own. */
export function isNamedByShop(facet: string): boolean {
  return facet.startsWith("options.") || isOfAttribute(facet);
}

export function isOfAttribute(facet: string): boolean {
  return facet.startsWith("attributes.");
}

export function facetKey(facet: string, value: string): string {
  return `${facet}\n${foldLine(value)}`;
}

export function facetValue(facet: string, facetLabel: string, value: string, label: string): FacetValue {
  return { key: facetKey(facet, value), facet, facetLabel, value, label };
}

export const inStockValue = facetValue("availability", "Availability", "in_stock", "In stock");
export const outOfStockValue = facetValue("availability", "Availability", "out_of_stock", "Out of stock");
export const inStockKey = inStockValue.key;
export const outOfStockKey = outOfStockValue.key;

/** Each value once, by the last spelling. */
export function distinctValues(values: readonly FacetValue[]): FacetValue[] {
  const short = values.filter(({ value }) => value.length <= longestValue);
  return [...new Map(short.map((value) => [value.key, value])).values()];
}

function foldLine(text: string): string {
  return fold(text).replace(/\s+/g, " ").trim();
}
