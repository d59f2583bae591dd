import { activeGeneration, type Statement } from "./searchStatement.ts";

/** Of the matches of a beginning, how many are looked at for the most popular. */
const mostLookedAt = 1_000;

/**
 * The statement for what may follow the words, the last of which may be unfinished. As many words, as many conditions:
 * an index serves each of them.
 */
export function suggestStatement(words: readonly string[], limit: number): Statement {
  const beginning = words.join(" ");
  const patterns = words.map((word, index) => (index === words.length - 1 ? `% ${word}%` : `% ${word} %`));
  const titles = patterns.map((_, index) => `title_key LIKE $${index + 4}`).join(" AND ");
  return {
    label: `search.suggest.${words.length}`,
    text: `
      SELECT coalesce((
        SELECT json_agg(query) FROM (
          SELECT query FROM searched_queries
          WHERE query >= $1::text COLLATE "C" AND query < ($1::text || chr(1114111)) COLLATE "C"
          ORDER BY searches DESC, query LIMIT $3
        ) AS found
      ), '[]') AS queries, coalesce((
        SELECT json_agg(label) FROM (
          SELECT label FROM facet_values JOIN facet_totals ON facet_value_id = id
          WHERE facet = 'category' AND generation = ${activeGeneration} AND label_key LIKE $2
          GROUP BY id, label HAVING sum(documents) > 0 ORDER BY sum(documents) DESC, label LIMIT $3
        ) AS found
      ), '[]') AS categories, coalesce((
        SELECT json_agg(json_build_object('productId', product_id, 'title', title)) FROM (
          SELECT product_id, title FROM (
            SELECT product_id, popularity FROM documents
            WHERE generation = ${activeGeneration} AND visible AND ${titles}
            LIMIT ${mostLookedAt}
          ) AS matched JOIN document_texts USING (product_id)
          WHERE generation = ${activeGeneration}
          ORDER BY popularity DESC, product_id LIMIT $3
        ) AS found
      ), '[]') AS products`,
    values: [beginning, `% ${beginning}%`, limit, ...patterns],
  };
}
