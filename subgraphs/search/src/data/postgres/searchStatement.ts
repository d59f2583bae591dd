import { createHash } from "node:crypto";
import { type Interpretation, type Term, termsInForce } from "../../domain/interpretation.ts";
import { ageless } from "../../domain/popularity.ts";
import { fieldWeights, outOfStockFactor, popularityLimit, popularityStep } from "../../domain/scoring.ts";
import type { Condition, SearchRequest, SearchSort } from "../searchIndex.ts";

/** A labelled statement with its values. */
export interface Statement {
  readonly label: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export const activeGeneration = "(SELECT id FROM generations WHERE state = 'active')";

// The sum keeps the planner from looking for the generation in an index, which would give it all documents.
export const visibleMatch = `generation + 0 = ${activeGeneration} AND visible`;

/** The labels of weights that are not the description's. */
export const telling = "ABC";

/**
 * The interpretation in PostgreSQL's language: all of its terms, or any of them outside of the description; words hold
 * letters and digits alone, so nothing needs escaping.
 */
export function queryText(query: Interpretation, isRelaxed = false): string {
  return termsInForce(query)
    .map((term) => termText(term, isRelaxed ? telling : ""))
    .join(isRelaxed ? " | " : " & ");
}

/** What a document must be to match the query. */
export function textCondition(
  query: Interpretation,
  isRelaxed: boolean,
  parameter: (value: unknown) => string,
): string {
  return query.sku === null
    ? `words @@ to_tsquery('shop', ${parameter(queryText(query, isRelaxed))})`
    : `skus @> ARRAY[${parameter(query.sku)}]`;
}

function termText({ reading, alternatives }: Term, weights: string): string {
  const marks = `${reading === "PREFIX" ? "*" : ""}${weights}`;
  const label = marks && `:${marks}`;
  const phrases = alternatives.map((words) => `(${words.map((word) => `'${word}'${label}`).join(" <-> ")})`);
  return `(${phrases.join(" | ")})`;
}

export const stockFactor = `CASE WHEN in_stock THEN 1 ELSE ${outOfStockFactor} END`;

/** The pieces sold as they count at the time whose `ageless` the parameter is. */
export const piecesSold = (parameter: string) => `exp(least(50, greatest(-50, popularity - ${parameter}::float8)))`;

export const popularityFactor = (parameter: string) =>
  `(1 + least(${popularityLimit}, ${popularityStep} * ln(1 + ${piecesSold(parameter)})))`;

export const textRelevance = (query: string) =>
  `ts_rank('{${fieldWeights.join(",")}}'::real[], words, ${query})::float8`;

const keys: Readonly<Record<Exclude<SearchSort, "RELEVANCE">, { readonly key: string; readonly falls: boolean }>> = {
  PRICE_ASC: { key: "price_min", falls: false },
  PRICE_DESC: { key: "price_min", falls: true },
  NEWEST: { key: "created_at", falls: true },
  POPULARITY: { key: "popularity", falls: true },
};

/**
 * The statement for a page with its count and facets. Each combination of conditions is a text, and a label, of its own.
 *
 * A document that fails one condition alone still counts in that condition's own facet: `missed` has a bit for every
 * condition that it fails. Documents that fail two count nowhere and are not looked at. Where there is no query, what is
 * counted without any condition but that of stock is read from `facet_totals` (as -1 for what it misses), so that no
 * search has to go through the whole catalogue.
 */
export function searchStatement({ query, isRelaxed, conditions, sort, after, limit, at }: SearchRequest): Statement {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;

  const tsquery = query && query.sku === null ? `to_tsquery('shop', ${parameter(queryText(query, isRelaxed))})` : null;
  const text = tsquery ? `words @@ ${tsquery}` : query ? `skus @> ARRAY[${parameter(query.sku)}]` : null;
  const { key, falls } = orderOf();
  const narrowing = conditions.filter(({ facet }) => facet !== "availability");
  const inStock = narrowing.length < conditions.length;
  const after_ = after
    ? `AND key ${falls ? "<=" : ">="} ${parameter(after.key)}::float8
       AND (key ${falls ? "<" : ">"} ${parameter(after.key)}::float8 OR product_id > ${parameter(after.productId)}::uuid)`
    : "";
  const order = `key ${falls ? "DESC" : "ASC"}, product_id`;
  const page = (from: string) =>
    `SELECT product_id, key FROM ${from} WHERE true ${after_} ORDER BY ${order} LIMIT ${parameter(limit)}`;

  const visible = `generation = ${activeGeneration} AND visible`;
  const isListing = text === null && narrowing.length === 0;
  const usesTotals = text === null && narrowing.length <= 1;
  const checks = isListing ? [] : conditions.map((condition) => checkOf(condition, parameter));
  const listed = `SELECT product_id, ${key} AS key FROM documents WHERE ${visible}${inStock ? " AND in_stock" : ""}`;
  const parts = isListing
    ? [`page AS (${page(`(${listed}) AS listed`)})`]
    : [
        `matched AS MATERIALIZED (
          SELECT product_id, facets, ${key} AS key, ${missedBits(checks)} AS missed
          FROM documents WHERE ${[visibleMatch, text, usesTotals ? checks[conditions.indexOf(narrowing[0]!)] : atMostOneMissed(checks)].filter(Boolean).join(" AND ")}
        )`,
        `page AS (${page("(SELECT product_id, key FROM matched WHERE missed = 0) AS hits")})`,
        `counted AS (
          SELECT missed, value, count(*)::integer AS count
          FROM (SELECT missed, unnest(facets) AS value FROM matched) AS had GROUP BY 1, 2
        )`,
      ];
  const counts = [
    ...(isListing ? [] : ["SELECT missed, value, count FROM counted"]),
    ...(usesTotals
      ? [
          `SELECT -1, facet_value_id, sum(documents)::integer FROM facet_totals
           WHERE generation = ${activeGeneration} ${inStock ? "AND (in_stock OR facet_value_id IN (2, 3))" : ""}
           GROUP BY 2 HAVING sum(documents) > 0`,
        ]
      : []),
  ].join(" UNION ALL ");
  const stems = tsquery
    ? `(SELECT json_agg(word) FROM (
         SELECT word FROM vocabulary
         WHERE stem = ANY (tsvector_to_array(to_tsvector('shop', ${parameter(allWords(query!))}))) LIMIT 500
       ) AS forms)`
    : "NULL";

  const statement = `WITH ${parts.join(", ")}
    SELECT (
      SELECT json_agg(json_build_array(counts.missed, facet, facet_label, known.value, label, count))
      FROM (${counts}) AS counts (missed, value, count) JOIN facet_values AS known ON known.id = counts.value
    ) AS counts, (
      SELECT json_agg(json_build_object('productId', product_id, 'key', key, 'slug', slug, 'title', title,
        'brand', brand, 'description', description) ORDER BY ${order})
      FROM page JOIN document_texts USING (product_id) WHERE generation = ${activeGeneration}
    ) AS hits, ${stems} AS forms`;
  return { label: `search.find.${fingerprint(statement)}`, text: statement, values };

  function orderOf(): { key: string; falls: boolean } {
    if (sort !== "RELEVANCE") return keys[sort];
    if (!tsquery) return keys.POPULARITY;
    const now = parameter(ageless(at));
    return {
      key: `${textRelevance(tsquery)} * ${stockFactor} * ${popularityFactor(now)} * rating_factor`,
      falls: true,
    };
  }
}

/** What a document must be to meet the condition. */
export function checkOf(condition: Condition, parameter: (value: unknown) => string): string {
  // Nearly everything is in stock: by the index of facets its long list would be walked for every search.
  if (condition.facet === "availability") return "in_stock";
  if (condition.kind === "values") {
    return `facets && ARRAY(SELECT id FROM facet_values WHERE key = ANY (${parameter(condition.keys)}::text[]))`;
  }
  const min = parameter(condition.min ?? 0);
  const max = parameter(condition.max ?? Number.MAX_SAFE_INTEGER);
  return `(price_min <= ${max}::bigint AND price_max >= ${min}::bigint
    AND EXISTS (SELECT FROM unnest(prices) AS price WHERE price BETWEEN ${min}::bigint AND ${max}::bigint))`;
}

function missedBits(checks: readonly string[]): string {
  return checks.length === 0
    ? "0"
    : checks.map((check, index) => `CASE WHEN ${check} THEN 0 ELSE ${2 ** index} END`).join(" + ");
}

/** Written out as what must hold together, so that an index can be used for it. */
function atMostOneMissed(checks: readonly string[]): string | null {
  if (checks.length < 2) return null;
  const allBut = checks.map((_, left) => `(${checks.filter((_check, index) => index !== left).join(" AND ")})`);
  return `(${allBut.join(" OR ")})`;
}

function allWords(query: Interpretation): string {
  return termsInForce(query)
    .flatMap(({ alternatives }) => alternatives.flat())
    .join(" ");
}

/** One label for one text; there are as many as combinations of what can be asked. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
