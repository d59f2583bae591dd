import type { Queryable } from "@angidi/datastores";
import { type SearchDocument, titleKeyOf } from "../../domain/document.ts";
import { type FacetValue, inStockKey, outOfStockKey } from "../../domain/facetValues.ts";
import { neverSold } from "../../domain/popularity.ts";
import type { IndexWriter } from "../indexWriter.ts";
import { writerOf } from "../writerOf.ts";

/** The writer on a transaction. */
export function postgresWriter(transaction: Queryable): IndexWriter {
  return writerOf(transaction, {
    async put(documents, { sameVersionToo }) {
      const rows = JSON.stringify(documents.map(toRow));
      await transaction.query("search.addFacetValues", addFacetValues, [JSON.stringify(facetValuesOf(documents))]);
      await transaction.query("search.addWords", addWords, [wordsIn(documents)]);
      const written = await transaction.query<{ product_id: string }>("search.put", putDocuments, [
        ...[rows, neverSold, sameVersionToo ? 0 : 1],
      ]);
      // What is older than what the index has does not bring old names back.
      const ids = new Set(written.map(({ product_id }) => product_id));
      const values = facetValuesOf(documents.filter(({ productId }) => ids.has(productId)));
      await transaction.query("search.renameValues", renameValues, [JSON.stringify(values)]);
    },

    async withdraw(withdrawals) {
      await transaction.query("search.withdraw", withdrawDocuments, [JSON.stringify(withdrawals)]);
    },

    async showStock(skus) {
      await transaction.query("search.showStock", showStock, [skus, inStockKey, outOfStockKey]);
    },

    async showSales(productIds) {
      await transaction.query("search.showSales", showSales, [productIds]);
    },

    async showRatings(productIds) {
      await transaction.query("search.showRatings", showRatings, [productIds]);
    },
  });
}

function facetValuesOf(documents: readonly SearchDocument[]): (FacetValue & { readonly labelKey: string })[] {
  const byKey = new Map(documents.flatMap(({ facets }) => facets).map((value) => [value.key, value]));
  return [...byKey.values()].map((value) => ({ ...value, labelKey: titleKeyOf(value.label) }));
}

function wordsIn(documents: readonly SearchDocument[]): string[] {
  const words = documents.flatMap((document) => Object.values(document.words).flatMap((text) => text.split(" ")));
  return [...new Set(words)].filter((word) => word !== "" && word.length <= 64).sort();
}

function toRow({ words, facets, title, brand, description, ...document }: SearchDocument) {
  return {
    ...document,
    ...{ shown_title: title, shown_brand: brand, shown_description: description },
    ...{ title: words.title, brand: words.brand, labels: words.labels, description_words: words.description },
    keys: facets.map(({ key }) => key),
  };
}

/** Of a value's spellings the first one is kept. */
const addFacetValues = `
  INSERT INTO facet_values (key, facet, facet_label, value, label, label_key)
  SELECT key, facet, "facetLabel", value, label, "labelKey"
  FROM jsonb_to_recordset($1::jsonb)
    AS new (key text, facet text, "facetLabel" text, value text, label text, "labelKey" text)
  WHERE NOT EXISTS (SELECT FROM facet_values AS known WHERE known.key = new.key)
  ON CONFLICT (key) DO NOTHING`;

/** Names of categories, attributes and choices may change. */
const renameValues = `
  UPDATE facet_values AS known SET label = new.label, label_key = "labelKey", facet_label = "facetLabel"
  FROM jsonb_to_recordset($1::jsonb) AS new (key text, facet text, "facetLabel" text, label text, "labelKey" text)
  WHERE (new.facet = 'category' OR new.facet LIKE 'attributes.%') AND known.key = new.key
    AND (known.label, known.facet_label) <> (new.label, new."facetLabel")`;

const addWords = `
  INSERT INTO vocabulary (word, stem)
  SELECT word, stem FROM unnest($1::text[]) AS word, unnest(tsvector_to_array(to_tsvector('shop', word))) AS stem
  WHERE NOT EXISTS (SELECT FROM vocabulary AS known WHERE known.word = word.word)
  ON CONFLICT DO NOTHING`;

export const livingGenerations = "SELECT id FROM generations WHERE state IN ('active', 'building')";

const putDocuments = `
  WITH new AS MATERIALIZED (
    SELECT "productId" AS product_id, version, slug, shown_title, shown_brand, shown_description,
      setweight(to_tsvector('shop', title), 'A') || setweight(to_tsvector('shop', brand), 'B')
        || setweight(to_tsvector('shop', labels), 'C') || setweight(to_tsvector('shop', description_words), 'D') AS words,
      ARRAY(SELECT id FROM facet_values WHERE key = ANY (keys)) AS facets, skus, prices,
      EXISTS (SELECT FROM stock WHERE sku = ANY (skus) AND in_stock) AS in_stock,
      coalesce((SELECT popularity FROM popularity WHERE popularity.product_id = "productId"), $2) AS popularity,
      coalesce((SELECT rating_factor FROM ratings WHERE ratings.product_id = "productId"), 1) AS rating_factor,
      "createdAt" AS created_at, "titleKey" AS title_key
    FROM jsonb_to_recordset($1::jsonb) AS document (
      "productId" uuid, version bigint, slug text, shown_title text, shown_brand text, shown_description text,
      title text, brand text, labels text, description_words text, keys text[], skus text[], prices bigint[],
      "createdAt" bigint, "titleKey" text
    )
  ), written AS (
    INSERT INTO documents AS known (generation, product_id, version, visible, words, facets, skus, prices, price_min,
      price_max, in_stock, popularity, rating_factor, created_at, title_key)
    SELECT generation.id, product_id, version, true, words,
      ARRAY[1, CASE WHEN in_stock THEN 2 ELSE 3 END] || facets, skus, prices, prices[1],
      prices[cardinality(prices)], in_stock, popularity, rating_factor, created_at, title_key
    FROM new, (${livingGenerations}) AS generation
    ON CONFLICT (generation, product_id) DO UPDATE SET version = excluded.version, visible = true,
      words = excluded.words, facets = excluded.facets, skus = excluded.skus, prices = excluded.prices,
      price_min = excluded.price_min, price_max = excluded.price_max, in_stock = excluded.in_stock,
      popularity = excluded.popularity, rating_factor = excluded.rating_factor, created_at = excluded.created_at, title_key = excluded.title_key
    WHERE known.version + $3 <= excluded.version
    RETURNING known.generation, known.product_id
  )
  INSERT INTO document_texts AS known (generation, product_id, slug, title, brand, description)
  SELECT generation, product_id, slug, shown_title, shown_brand, shown_description FROM written JOIN new USING (product_id)
  ON CONFLICT (generation, product_id) DO UPDATE SET slug = excluded.slug, title = excluded.title,
    brand = excluded.brand, description = excluded.description
  RETURNING product_id`;

/** The row stays as a mark of its version; its facets go, and with them its part in every count. */
const withdrawDocuments = `
  WITH gone AS (
    INSERT INTO documents AS known (generation, product_id, version, visible, words, facets, skus, prices, price_min,
      price_max, in_stock, popularity, created_at, title_key)
    SELECT generation.id, "productId", version, false, '', '{}', '{}', '{}', 0, 0, false, 0, 0, ''
    FROM jsonb_to_recordset($1::jsonb) AS gone ("productId" uuid, version bigint), (${livingGenerations}) AS generation
    ON CONFLICT (generation, product_id) DO UPDATE SET version = excluded.version, visible = false, words = '',
      facets = '{}', skus = '{}', prices = '{}', title_key = ''
    WHERE known.version < excluded.version
    RETURNING known.generation, known.product_id
  )
  DELETE FROM document_texts AS texts USING gone
  WHERE texts.generation = gone.generation AND texts.product_id = gone.product_id`;

const showStock = `
  UPDATE documents SET in_stock = NOT in_stock, facets = array_replace(
    facets,
    (SELECT id FROM facet_values WHERE key = CASE WHEN in_stock THEN $2 ELSE $3 END),
    (SELECT id FROM facet_values WHERE key = CASE WHEN in_stock THEN $3 ELSE $2 END)
  )
  WHERE visible AND skus && $1::text[]
    AND in_stock <> EXISTS (SELECT FROM stock WHERE sku = ANY (documents.skus) AND stock.in_stock)`;

const showSales = `
  UPDATE documents SET popularity = sold.popularity FROM popularity AS sold
  WHERE sold.product_id = ANY ($1::uuid[]) AND documents.product_id = sold.product_id
    AND documents.generation IN (${livingGenerations})`;

const showRatings = `
  UPDATE documents SET rating_factor = ratings.rating_factor FROM ratings
  WHERE ratings.product_id = ANY ($1::uuid[]) AND documents.product_id = ratings.product_id
    AND documents.generation IN (${livingGenerations})`;
