import type { SearchDocument } from "../../domain/document.ts";
import { livingGenerations } from "../postgres/indexWriter.ts";

/** What Elasticsearch is told of a product in a generation. */
export interface IndexedRow {
  readonly generation: number;
  readonly product_id: string;
  readonly revision: number;
  /** Null: it was withdrawn. */
  readonly document: SearchDocument | null;
  readonly in_stock: boolean;
  readonly popularity: number;
  readonly rating_factor: number;
}

/** The documents ($1) that are newer than what is kept by at least so many versions ($2). */
export const putRows = `
  INSERT INTO indexed_documents AS known (generation, product_id, version, document, skus, in_stock)
  SELECT generation.id, ("new"->>'productId')::uuid, ("new"->>'version')::bigint, "new", skus,
    EXISTS (SELECT FROM stock WHERE sku = ANY (skus) AND stock.in_stock)
  FROM jsonb_array_elements($1::jsonb) AS "new",
    LATERAL (SELECT ARRAY(SELECT jsonb_array_elements_text("new"->'skus')) AS skus) AS listed,
    (${livingGenerations}) AS generation
  ON CONFLICT (generation, product_id) DO UPDATE SET version = excluded.version, document = excluded.document,
    skus = excluded.skus, in_stock = excluded.in_stock
  WHERE known.version + $2 <= excluded.version
  RETURNING generation, product_id`;

export const withdrawRows = `
  INSERT INTO indexed_documents AS known (generation, product_id, version, document, skus, in_stock)
  SELECT generation.id, "productId", version, NULL, '{}', false
  FROM jsonb_to_recordset($1::jsonb) AS gone ("productId" uuid, version bigint), (${livingGenerations}) AS generation
  ON CONFLICT (generation, product_id) DO UPDATE SET version = excluded.version, document = NULL, skus = '{}',
    in_stock = false
  WHERE known.version < excluded.version
  RETURNING generation, product_id`;

/** Most changes of stock leave a product in stock or out of it, and then there is nothing to write. */
export const changedStock = `
  UPDATE indexed_documents SET in_stock = NOT in_stock
  WHERE skus && $1::text[]
    AND in_stock <> EXISTS (SELECT FROM stock WHERE sku = ANY (indexed_documents.skus) AND stock.in_stock)
    AND generation IN (${livingGenerations})
  RETURNING generation, product_id`;

export const changedSales = `
  SELECT generation, product_id FROM indexed_documents
  WHERE product_id = ANY ($1::uuid[]) AND document IS NOT NULL AND generation IN (${livingGenerations})`;

export const rowsToWrite = `
  SELECT generation, product_id, nextval('revisions') AS revision, document, in_stock,
    coalesce(popularity, $3) AS popularity, coalesce(rating_factor, 1) AS rating_factor
  FROM unnest($1::integer[], $2::uuid[]) AS changed (generation, product_id)
    JOIN indexed_documents USING (generation, product_id)
    LEFT JOIN popularity USING (product_id) LEFT JOIN ratings USING (product_id)`;
