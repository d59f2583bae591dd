import type { Queryable } from "@angidi/datastores";
import type { Findings, Interpretation } from "../../domain/interpretation.ts";
import { ageless } from "../../domain/popularity.ts";
import type { Condition, FacetCount, Hit, SearchIndex, SearchRequest, SearchResult } from "../searchIndex.ts";
import { countPricesStatement, priceSpanStatement } from "./priceStatements.ts";
import {
  activeGeneration,
  piecesSold,
  popularityFactor,
  queryText,
  searchStatement,
  stockFactor,
  telling,
  textRelevance,
} from "./searchStatement.ts";
import { suggestStatement } from "./suggestStatement.ts";

/** [which condition alone it misses as a bit, 0 for none, -1 for totals; facet; its label; value; label; count] */
type CountRow = readonly [number, string, string, string, string, number];

interface SearchRow {
  readonly counts: readonly CountRow[] | null;
  readonly hits: readonly Hit[] | null;
  readonly forms: readonly string[] | null;
}

/** The index on PostgreSQL's full text search and trigrams. */
export function postgresSearchIndex(database: Queryable): SearchIndex {
  return {
    async findings(asked) {
      const [row] = await database.query<Findings>("search.findings", findings, [
        asked.words,
        asked.phrases,
        asked.sku,
      ]);
      return row!;
    },

    async search(request) {
      const { label, text, values } = searchStatement(request);
      const [row] = await database.query<SearchRow>(label, text, values);
      return toResult(row!, request);
    },

    async priceSpan(sought) {
      const { label, text, values } = priceSpanStatement(sought);
      const [row] = await database.query<{ lowest: number | null; highest: number }>(label, text, values);
      const { lowest, highest } = row!;
      return lowest === null ? null : { lowest, highest };
    },

    async countPrices(sought, intervals) {
      const { label, text, values } = countPricesStatement(sought, intervals);
      const rows = await database.query<{ place: number; count: number }>(label, text, values);
      const counts = new Map(rows.map(({ place, count }) => [place, count]));
      return intervals.map((_, index) => counts.get(index + 1) ?? 0);
    },

    async suggest(words, limit) {
      const { label, text, values } = suggestStatement(words, limit);
      const [row] = await database.query<{ queries: string[]; categories: string[]; products: [] }>(
        label,
        text,
        values,
      );
      return row!;
    },

    async explain(query, productId, at) {
      const [row] = await database.query<ExplanationRow>("search.explain", explanation, [
        productId,
        queryText(query),
        ageless(at),
        query.terms.map((term) => queryText({ ...query, terms: [term] })),
        query.sku,
      ]);
      if (!row) return null;
      const { text_relevance, stock_factor, popularity_factor, rating_factor, pieces, in_stock, fields } = row;
      return {
        score: text_relevance * stock_factor * popularity_factor * rating_factor,
        textRelevance: text_relevance,
        stockFactor: stock_factor,
        popularityFactor: popularity_factor,
        ratingFactor: rating_factor,
        inStock: in_stock,
        popularity: pieces,
        fields,
      };
    },
  };
}

function toResult({ counts, hits, forms }: SearchRow, { conditions, query }: SearchRequest): SearchResult {
  const rows = counts ?? [];
  const isListing = query === null && narrowing(conditions).length === 0;
  const total = rows.find(([missed, facet]) => facet === "all" && missed === (isListing ? -1 : 0))?.[5] ?? 0;
  return { total, facets: facetCounts(rows, conditions, query), hits: hits ?? [], forms: forms ?? [] };
}

/** Totals are kept for all products and for those in stock: every other condition narrows them further. */
function narrowing(conditions: readonly Condition[]): Condition[] {
  return conditions.filter(({ facet }) => facet !== "availability");
}

function facetCounts(
  rows: readonly CountRow[],
  conditions: readonly Condition[],
  query: Interpretation | null,
): FacetCount[] {
  const [first, ...more] = narrowing(conditions);
  const bitOf = new Map(conditions.map(({ facet }, index) => [facet, 2 ** index]));
  const counts = new Map<string, FacetCount>();
  for (const [missed, facet, facetLabel, value, label, count] of rows) {
    if (facet === "all") continue;
    const bit = bitOf.get(facet);
    const readsTotals = query === null && (first === undefined || (more.length === 0 && first.facet === facet));
    if (readsTotals ? missed !== -1 : missed !== 0 && missed !== bit) continue;
    const key = `${facet}\n${value}`;
    const known = counts.get(key);
    counts.set(key, { facet, facetLabel, value, label, count: count + (known?.count ?? 0) });
  }
  return [...counts.values()];
}

/** A word is known if a product has it; candidates are words of products, outside of descriptions, that look like an unknown one. */
const findings = `
  WITH asked AS MATERIALIZED (
    SELECT word, place, EXISTS (
      SELECT FROM documents WHERE generation = ${activeGeneration} AND words @@ to_tsquery('shop', '''' || word || '''')
    ) AS known
    FROM unnest($1::text[]) WITH ORDINALITY AS asked (word, place)
  )
  SELECT coalesce((
    SELECT json_agg(json_build_object(
      'word', word, 'isKnown', known,
      'isBeginning', NOT known AND EXISTS (
        SELECT FROM vocabulary
        WHERE vocabulary.word >= asked.word COLLATE "C" AND vocabulary.word < (asked.word || chr(1114111)) COLLATE "C"
          AND EXISTS (SELECT FROM documents WHERE generation = ${activeGeneration} AND visible
            AND words @@ to_tsquery('shop', '''' || vocabulary.word || ''':${telling}'))
      ),
      'candidates', CASE WHEN known THEN '[]' ELSE (
        SELECT coalesce(json_agg(near), '[]') FROM (
          SELECT word, similarity FROM (
            SELECT vocabulary.word, similarity(vocabulary.word, asked.word) AS similarity
            FROM vocabulary WHERE vocabulary.word % asked.word
            ORDER BY similarity DESC, vocabulary.word LIMIT 40
          ) AS alike
          WHERE EXISTS (SELECT FROM documents WHERE generation = ${activeGeneration} AND visible
            AND words @@ to_tsquery('shop', '''' || alike.word || ''':${telling}'))
        ) AS near
      ) END
    ) ORDER BY place) FROM asked
  ), '[]') AS words, coalesce((
    SELECT json_agg(json_build_object('kind', kind, 'terms', terms, 'expansions', expansions) ORDER BY id)
    FROM synonyms WHERE keys && $2::text[]
  ), '[]') AS synonyms, EXISTS (
    SELECT FROM documents WHERE generation = ${activeGeneration} AND visible AND skus @> ARRAY[$3::text]
  ) AS "isSku"`;

interface ExplanationRow {
  readonly text_relevance: number;
  readonly stock_factor: number;
  readonly popularity_factor: number;
  readonly rating_factor: number;
  readonly pieces: number;
  readonly in_stock: boolean;
  readonly fields: readonly (readonly ("TITLE" | "BRAND" | "LABELS" | "DESCRIPTION")[])[];
}

const explanation = `
  SELECT in_stock, ${piecesSold("$3")} AS pieces, (${stockFactor})::float8 AS stock_factor,
    ${popularityFactor("$3")} AS popularity_factor, rating_factor,
    CASE WHEN $5::text IS NULL THEN ${textRelevance("to_tsquery('shop', $2)")} ELSE 1 END AS text_relevance,
    coalesce((
      SELECT json_agg(array_remove(ARRAY[
        CASE WHEN ts_filter(words, '{a}') @@ to_tsquery('shop', term) THEN 'TITLE' END,
        CASE WHEN ts_filter(words, '{b}') @@ to_tsquery('shop', term) THEN 'BRAND' END,
        CASE WHEN ts_filter(words, '{c}') @@ to_tsquery('shop', term) THEN 'LABELS' END,
        CASE WHEN ts_filter(words, '{d}') @@ to_tsquery('shop', term) THEN 'DESCRIPTION' END
      ], NULL) ORDER BY place)
      FROM unnest($4::text[]) WITH ORDINALITY AS term (term, place)
    ), '[]') AS fields
  FROM documents
  WHERE generation = ${activeGeneration} AND product_id = $1 AND visible
    AND CASE WHEN $5::text IS NULL THEN words @@ to_tsquery('shop', $2) ELSE skus @> ARRAY[$5::text] END`;
