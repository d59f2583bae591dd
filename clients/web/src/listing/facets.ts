import type { ListingQuery } from "../graph/generated/operations.ts";
import type { Choices } from "./choices.ts";

type Connection = ListingQuery["searchProducts"];
type GraphFacet = Connection["facets"][number];

/** A value that a list can be narrowed by. */
export interface FacetValue {
  readonly value: string;
  readonly label: string;
  /** How many products of the list have it; undefined when the graph no longer tells, because none has. */
  readonly count: number | undefined;
  readonly isChosen: boolean;
}

/** By what a list can be narrowed, named as the address names it. */
export interface Facet {
  readonly name: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

/**
 * The facets that are lists of values, those with nothing to choose left out. What was chosen is there even where the
 * graph does not count it any more, so that it can be taken back. `isCategoryFixed`: on a category's own page the way to other
 * categories are its links, not a filter.
 */
export function facetsOf(
  { facets }: Pick<Connection, "facets">,
  { values }: Pick<Choices, "values">,
  { isCategoryFixed }: { readonly isCategoryFixed: boolean },
): readonly Facet[] {
  const known = facets.flatMap((facet): Facet[] => {
    const name = nameInAddress(facet);
    if (!name || (name === "category" && isCategoryFixed)) return [];
    const chosen = values.get(name) ?? [];
    const isChosen = (value: string) => chosen.some((other) => other.toLowerCase() === value.toLowerCase());
    const counted = facet.values.map(({ value, label, count }) => ({ value, label, count, isChosen: isChosen(value) }));
    const lost = chosen
      .filter((value) => !facet.values.some((other) => other.value.toLowerCase() === value.toLowerCase()))
      .map((value) => ({ value, label: value, count: undefined, isChosen: true }));
    return [{ name, label: facet.label, values: [...counted, ...lost] }];
  });
  const missing = [...values].flatMap(([name, chosen]): Facet[] =>
    known.some((facet) => facet.name === name) || (name === "category" && isCategoryFixed)
      ? []
      : [
          {
            name,
            label: name.replace(/^(option|attribute)\./, ""),
            values: chosen.map((value) => ({ value, label: value, count: undefined, isChosen: true })),
          },
        ],
  );
  return [...known, ...missing].filter(
    ({ values: offered }) => offered.length > 1 || offered.some(({ isChosen }) => isChosen),
  );
}

/** How many of the list's products are in stock; undefined when it is not known. */
export function inStockCount({ facets }: Pick<Connection, "facets">): number | undefined {
  return facets.find(({ name }) => name === "availability")?.values.find(({ value }) => value === "in_stock")?.count;
}

/** The ranges of prices that the graph offers, in minor units. */
export function priceRanges({ facets }: Pick<Connection, "facets">) {
  const values = facets.find(({ name }) => name === "price")?.values ?? [];
  return values.flatMap(({ value, count }) => {
    const ends = /^(\d+)-(\d*)$/.exec(value);
    return ends ? [{ min: Number(ends[1]), max: ends[2] ? Number(ends[2]) : undefined, count }] : [];
  });
}

/** The address calls an option by its name, as the filter does, and the others by what the graph calls them. */
function nameInAddress({ name, label }: GraphFacet): string | undefined {
  if (name === "category" || name === "brand") return name;
  if (name.startsWith("options.")) return `option.${label}`;
  if (name.startsWith("attributes.")) return `attribute.${name.slice("attributes.".length)}`;
  return undefined;
}
