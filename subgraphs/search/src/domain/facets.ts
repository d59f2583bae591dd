import { isOfAttribute } from "./facetValues.ts";

/** A kind of values by which the hits of a search are counted. */
export interface Facet {
  readonly name: string;
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly label: string; readonly count: number }[];
}

interface Count {
  readonly facet: string;
  readonly facetLabel: string;
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** In this order; attributes and options follow, by name. */
const firstFacets = ["category", "brand", "price", "availability"];
/** Of one facet; nobody chooses from more. */
export const mostFacetValues = 100;

/** Counts as a shopper is shown them: the most frequent value first, price ranges and numbers in their order. */
export function facetsOf(counts: readonly Count[]): Facet[] {
  const facets = new Map<string, Count[]>();
  for (const count of counts) {
    const known = facets.get(count.facet);
    if (known) known.push(count);
    else facets.set(count.facet, [count]);
  }
  return [...facets]
    .sort(([left], [right]) => placeOf(left) - placeOf(right) || compareText(left, right))
    .map(([name, values]) => ({
      ...{ name, label: values.sort(byCount)[0]!.facetLabel },
      values: inOrder(name, values.slice(0, mostFacetValues)).map(({ value, label, count }) => ({
        value,
        label,
        count,
      })),
    }));
}

function placeOf(facet: string): number {
  const place = firstFacets.indexOf(facet);
  return place < 0 ? firstFacets.length : place;
}

function byCount(left: Count, right: Count): number {
  return right.count - left.count || compareText(left.label, right.label) || compareText(left.value, right.value);
}

function inOrder(facet: string, values: Count[]): Count[] {
  if (facet === "price") return values.sort(byRange);
  const areNumbers = isOfAttribute(facet) && values.every(({ value }) => Number.isFinite(Number(value)));
  return areNumbers ? values.sort((left, right) => Number(left.value) - Number(right.value)) : values;
}

function byRange(left: Count, right: Count): number {
  return Number.parseInt(left.value, 10) - Number.parseInt(right.value, 10);
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
