import { type Queryable, StoreUnavailable } from "@angidi/datastores";
import { skuKey } from "../domain/interpretation.ts";
import type { RatingLevel, Sale, StockLevel } from "./indexWriter.ts";

/**
 * Has writers wait for each other until their transactions end: a document takes its stock, popularity and rating from
 * tables that another writer may be changing, and the one that comes later must see what the earlier one did.
 */
export async function lockWriters(transaction: Queryable): Promise<void> {
  try {
    await transaction.query(
      "search.lockWriters",
      "SELECT pg_advisory_xact_lock(hashtextextended('angidi.search.writers', 0))",
    );
  } catch (cause) {
    // Out of time: others are slow, which is no event's fault.
    if ((cause as { code?: unknown }).code !== "57014") throw cause;
    throw new StoreUnavailable("Other writers of the index take too long.", { cause });
  }
}

/**
 * Keeps the newest level of each SKU; gives the SKUs, as they are compared, that went out of stock, came back or are new.
 * Nearly all events of stock only tell that there is less of it, which no document shows.
 */
export async function keepStock(transaction: Queryable, levels: readonly StockLevel[]): Promise<string[]> {
  const rows = levels.map((level) => ({ ...level, sku: skuKey(level.sku) }));
  const turned = await transaction.query<{ sku: string }>("search.setStock", setStock, [JSON.stringify(rows)]);
  return turned.map(({ sku }) => sku);
}

export async function keepSales(transaction: Queryable, sales: readonly Sale[]): Promise<void> {
  await transaction.query("search.addSales", addSales, [JSON.stringify(sales)]);
}

export async function keepRatings(transaction: Queryable, ratings: readonly RatingLevel[]): Promise<void> {
  await transaction.query("search.setRatings", setRatings, [JSON.stringify(ratings)]);
}

/** What it reads beside what it writes is what was before: writers come in turn, by a statement ahead of this one. */
const setStock = `
  WITH newest AS (
    SELECT DISTINCT ON (sku) sku, "inStock" AS in_stock, version
    FROM jsonb_to_recordset($1::jsonb) AS level (sku text, "inStock" boolean, version bigint)
    ORDER BY sku, version DESC
  ), written AS (
    INSERT INTO stock AS known (sku, in_stock, version)
    SELECT sku, in_stock, version FROM newest ORDER BY sku
    ON CONFLICT (sku) DO UPDATE SET in_stock = excluded.in_stock, version = excluded.version
    WHERE known.version < excluded.version
    RETURNING sku, in_stock
  )
  SELECT written.sku FROM written LEFT JOIN stock AS before USING (sku)
  WHERE before.in_stock IS DISTINCT FROM written.in_stock`;

/** The logarithm of the sum of what two logarithms stand for. */
const addSales = `
  INSERT INTO popularity AS known (product_id, popularity)
  SELECT "productId", popularity FROM jsonb_to_recordset($1::jsonb) AS sale ("productId" uuid, popularity double precision)
  ON CONFLICT (product_id) DO UPDATE SET popularity = greatest(known.popularity, excluded.popularity)
    + ln(1 + exp(greatest(-50, -abs(known.popularity - excluded.popularity))))`;

const setRatings = `
  INSERT INTO ratings AS known (product_id, rating_factor, version)
  SELECT DISTINCT ON ("productId") "productId", "ratingFactor", version
  FROM jsonb_to_recordset($1::jsonb) AS level ("productId" uuid, "ratingFactor" double precision, version bigint)
  ORDER BY "productId", version DESC
  ON CONFLICT (product_id) DO UPDATE SET rating_factor = excluded.rating_factor, version = excluded.version
  WHERE known.version < excluded.version`;
