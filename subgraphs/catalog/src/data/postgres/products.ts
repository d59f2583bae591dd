import { type Database, isId, type Transaction } from "@angidi/datastores";
import { publish } from "@angidi/events";
import { type Product, priceRangeOf } from "../../domain/product.ts";
import { sortKey } from "../../domain/text.ts";
import type { ProductChange, ProductRepository, SaveOutcome } from "../productRepository.ts";
import { brokenConstraint } from "./constraints.ts";
import { listStatement } from "./productList.ts";
import { revisionsOf, writeRevisions } from "./revisions.ts";

interface DocumentRow {
  readonly document: Product;
}

/** Products as JSONB documents on PostgreSQL. */
export function productsOn(database: Database): ProductRepository {
  async function documents(label: string, text: string, values: readonly unknown[]): Promise<Product[]> {
    const rows = await database.query<DocumentRow>(label, text, values);
    return rows.map(({ document }) => document);
  }

  return {
    byIds: (ids) =>
      documents(
        "catalog.productsByIds",
        "select document from products where id = any($1::uuid[]) and deleted_at is null",
        [ids.filter(isId)],
      ),

    deletedByIds: (ids) =>
      documents(
        "catalog.deletedProductsByIds",
        "select document from products where id = any($1::uuid[]) and deleted_at is not null",
        [ids.filter(isId)],
      ),

    bySlugs: (slugs) =>
      documents(
        "catalog.productsBySlugs",
        "select document from products where slug = any($1::text[]) and deleted_at is null",
        [slugs],
      ),

    byVariantIds: (ids) =>
      documents(
        "catalog.productsByVariantIds",
        "select document from products where id in (select product_id from variants where id = any($1::uuid[]))",
        [ids.filter(isId)],
      ),

    byOrigins: (keys) =>
      documents("catalog.productsByOrigins", "select document from products where origin_key = any($1::text[])", [
        keys,
      ]),

    list(listing) {
      const { label, text, values } = listStatement(listing);
      return documents(label, text, values);
    },

    async slugsLike(wanted) {
      const rows = await database.query<{ slug: string }>(
        "catalog.slugsLike",
        // "." is the character after "-", the lowest that a slug has: from the slug to there lie the slug itself and
        // whatever begins with it and a hyphen. OFFSET 0 keeps it one look into the index for each: while an import
        // fills the table, its statistics are old, and the planner would rather read all of it.
        `select slug from unnest($1::text[]) as wanted (prefix)
         join lateral (
           select slug from products where slug >= prefix and slug < prefix || '.' and deleted_at is null offset 0
         ) as taken on true`,
        [wanted],
      );
      return new Set(rows.map(({ slug }) => slug));
    },

    ownersOfSkus: (skus) => ownersOfSkus(database, skus),

    revisions: (productId, page) => revisionsOf(database, productId, page),

    async save(changes) {
      try {
        await database.transaction((transaction) => write(transaction, changes));
        return { kind: "saved" };
      } catch (error) {
        return refusalOf(error, database, changes);
      }
    },
  };
}

/** Thrown to roll the transaction back. */
class VersionConflict extends Error {
  override readonly name = "VersionConflict";
}

/** The columns beside the document, as PostgreSQL takes them apart again. */
const rowType = `(id uuid, slug text, title_key text, status text, moderation text, category_id uuid, brand_id uuid,
  price_min bigint, price_max bigint, version integer, replaces integer, origin_key text, created_at timestamptz, deleted_at timestamptz,
  document jsonb)`;

function rowOf({ product, replaces }: ProductChange): object {
  const { min, max } = priceRangeOf(product);
  return {
    id: product.id,
    slug: product.slug,
    title_key: sortKey(product.title),
    status: product.status,
    moderation: product.moderation.state,
    category_id: product.categoryId,
    brand_id: product.brand?.id ?? null,
    price_min: min.amount,
    price_max: max.amount,
    version: product.version,
    replaces,
    origin_key: product.origin?.key ?? null,
    created_at: product.createdAt,
    deleted_at: product.deletedAt,
    document: product,
  };
}

/** Writes products, their variants' SKUs and the events, each kind by one statement however many there are. */
async function write(transaction: Transaction, changes: readonly ProductChange[]): Promise<void> {
  const created = changes.filter(({ replaces }) => replaces === null);
  const replaced = changes.filter(({ replaces }) => replaces !== null);
  if (created.length > 0) {
    await transaction.query(
      "catalog.insertProducts",
      `insert into products (id, slug, title_key, status, moderation, category_id, brand_id, price_min, price_max,
         version, origin_key, created_at, deleted_at, document)
       select id, slug, title_key, status, moderation, category_id, brand_id, price_min, price_max, version,
         origin_key, created_at, deleted_at, document
       from jsonb_to_recordset($1::jsonb) as given ${rowType}`,
      [JSON.stringify(created.map(rowOf))],
    );
  }
  if (replaced.length > 0) {
    const hit = await transaction.query(
      "catalog.replaceProducts",
      `update products set slug = given.slug, title_key = given.title_key, status = given.status,
         moderation = given.moderation, category_id = given.category_id, brand_id = given.brand_id,
         price_min = given.price_min, price_max = given.price_max, version = given.version,
         origin_key = given.origin_key, deleted_at = given.deleted_at, document = given.document
       from jsonb_to_recordset($1::jsonb) as given ${rowType}
       where products.id = given.id and products.version = given.replaces
       returning products.id`,
      [JSON.stringify(replaced.map(rowOf))],
    );
    if (hit.length < replaced.length) throw new VersionConflict();
  }
  await writeVariants(transaction, changes);
  await writeRevisions(
    transaction,
    changes.map(({ revision }) => revision),
  );
  await publish(
    transaction,
    changes.map(({ event }) => event),
  );
}

async function writeVariants(transaction: Transaction, changes: readonly ProductChange[]): Promise<void> {
  const rows = changes.flatMap(({ product }) =>
    product.variants.map(({ id, sku }) => ({ id, sku, product_id: product.id, released: product.deletedAt !== null })),
  );
  await transaction.query(
    "catalog.writeVariants",
    `insert into variants (id, product_id, sku, released)
     select id, product_id, sku, released
     from jsonb_to_recordset($1::jsonb) as given (id uuid, product_id uuid, sku text, released boolean)
     order by sku
     on conflict (id) do update set released = excluded.released where variants.released <> excluded.released`,
    [JSON.stringify(rows)],
  );
}

async function refusalOf(error: unknown, database: Database, changes: readonly ProductChange[]): Promise<SaveOutcome> {
  if (error instanceof VersionConflict) return { kind: "version-conflict" };
  switch (brokenConstraint(error)) {
    case "products_slug_key":
      return { kind: "slug-taken" };
    // Somebody else imports the same product at this moment.
    case "products_origin_key":
      return { kind: "version-conflict" };
    case "variants_sku_key":
      return { kind: "sku-taken", skus: await takenSkus(database, changes) };
    default:
      throw error;
  }
}

/** The database names only the first; and it may be free again by now, which trying again will show. */
async function takenSkus(database: Database, changes: readonly ProductChange[]): Promise<string[]> {
  const owners = await ownersOfSkus(
    database,
    changes.flatMap(({ product }) => product.variants.map(({ sku }) => sku)),
  );
  return changes.flatMap(({ product }) =>
    product.variants.map(({ sku }) => sku).filter((sku) => owners.has(sku) && owners.get(sku) !== product.id),
  );
}

async function ownersOfSkus(database: Database, skus: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await database.query<{ sku: string; product_id: string }>(
    "catalog.ownersOfSkus",
    "select sku, product_id from variants where sku = any($1::text[]) and not released",
    [skus],
  );
  return new Map(rows.map(({ sku, product_id }) => [sku, product_id]));
}
