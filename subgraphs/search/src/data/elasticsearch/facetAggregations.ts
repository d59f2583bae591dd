import type { estypes } from "@elastic/elasticsearch";
import { mostFacetValues } from "../../domain/facets.ts";
import { type FacetValue, inStockKey, inStockValue, outOfStockValue } from "../../domain/facetValues.ts";
import type { Condition, FacetCount } from "../searchIndex.ts";
import { decodeFacetValue, plainFacets } from "./indexedProduct.ts";

type Query = estypes.QueryDslQueryContainer;
type Aggregations = Record<string, estypes.AggregationsAggregationContainer>;

/** Of options and attributes; nobody has products of more kinds at a time. */
const mostNamed = 100;

export function conditionQuery(condition: Condition): Query {
  if (condition.kind === "price") {
    const { min, max } = condition;
    return { range: { prices: { ...(min !== null && { gte: min }), ...(max !== null && { lte: max }) } } };
  }
  if (condition.facet === "availability") return { term: { inStock: condition.keys.includes(inStockKey) } };
  return { terms: { facetKeys: [...condition.keys] } };
}

const values = (path: string): estypes.AggregationsAggregationContainer => ({
  terms: { field: `${path}.shown`, size: mostFacetValues },
});
const availability: estypes.AggregationsAggregationContainer = { terms: { field: "inStock" } };
const optionsBy = (aggregation: estypes.AggregationsAggregationContainer) => ({
  nested: { path: "options" },
  aggregations: { facet: aggregation },
});

/**
 * Each facet with a condition of its own is counted under all the others; the rest share one count under all of them.
 * The conditions stand in `post_filter`, so aggregations see what the words alone have found.
 */
export function facetAggregations(conditions: readonly Condition[]): Aggregations {
  const filterBut = (facet: string | null): Query => ({
    bool: { filter: conditions.filter((condition) => condition.facet !== facet).map(conditionQuery) },
  });
  const shared: Aggregations = {
    ...Object.fromEntries(plainFacets.map((facet) => [facet, values(facet)])),
    availability,
    options: optionsBy({
      terms: { field: "options.facet", size: mostNamed },
      aggregations: { value: values("options") },
    }),
  };
  const own = conditions.map(({ facet }, index): [string, Aggregations[string]] => {
    const counted = facet === "availability" ? availability : shared[facet];
    const aggregation =
      counted ??
      optionsBy({ filter: { term: { "options.facet": facet } }, aggregations: { value: values("options") } });
    return [`own${index}`, { filter: filterBut(facet), aggregations: { counted: aggregation } }];
  });
  return { shared: { filter: filterBut(null), aggregations: shared }, ...Object.fromEntries(own) };
}

interface Bucket {
  readonly key: string | number;
  readonly doc_count: number;
  readonly value?: Counted;
}

interface Counted {
  readonly buckets?: readonly Bucket[];
  readonly facet?: Counted;
  readonly value?: Counted;
}

/** The counts out of the answer; two spellings of one value are one, by the more frequent name. */
export function facetCounts(answer: Record<string, unknown>, conditions: readonly Condition[]): FacetCount[] {
  const conditioned = new Set(conditions.map(({ facet }) => facet));
  const shared = answer.shared as Record<string, Counted>;
  const found: FacetCount[] = [...plainFacets, "availability"]
    .filter((facet) => !conditioned.has(facet))
    .flatMap((facet) => (facet === "availability" ? inStockCounts(shared[facet]!) : valueCounts(shared[facet]!)));
  for (const { key, value } of shared.options!.facet!.buckets!) {
    if (!conditioned.has(String(key))) found.push(...valueCounts(value!));
  }
  conditions.forEach(({ facet }, index) => {
    const { counted } = answer[`own${index}`] as { readonly counted: Counted };
    found.push(...(facet === "availability" ? inStockCounts(counted) : valueCounts(counted.facet?.value ?? counted)));
  });
  return merged(found);
}

function valueCounts({ buckets }: Counted): FacetCount[] {
  return buckets!.map(({ key, doc_count }) => countOf(decodeFacetValue(String(key)), doc_count));
}

function inStockCounts({ buckets }: Counted): FacetCount[] {
  return buckets!.map(({ key, doc_count }) => countOf(key === 1 ? inStockValue : outOfStockValue, doc_count));
}

function countOf({ facet, facetLabel, key, value, label }: FacetValue, count: number) {
  return { facet, facetLabel, value, label, count, key };
}

function merged(counts: readonly FacetCount[]): FacetCount[] {
  const byKey = new Map<string, FacetCount>();
  for (const { key, ...count } of counts as readonly (FacetCount & { readonly key: string })[]) {
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, count: known.count + count.count } : count);
  }
  return [...byKey.values()];
}
