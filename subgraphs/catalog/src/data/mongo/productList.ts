import type { Filter } from "mongodb";
import { type Place, type ProductConditions, type ProductListing, sortOrders } from "../../domain/listing.ts";
import type { Product } from "../../domain/product.ts";
import { nameKey } from "../../domain/text.ts";
import { type Collections, names } from "./collections.ts";
import type { ProductDocument } from "./documents.ts";

type Condition = Filter<ProductDocument>;

const fields = {
  NEWEST: "listed.createdAt",
  PRICE_ASC: "listed.priceMin",
  PRICE_DESC: "listed.priceMin",
  TITLE: "listed.titleKey",
} as const;

/**
 * One page of a list, by one call. Categories and brands, which a list names by slug and name, are found before it by a
 * call for each, both at once.
 */
export async function listPage(collections: Collections, listing: ProductListing): Promise<Product[]> {
  const { conditions, sort, after, limit } = listing;
  const [categoryIds, brandIds] = await Promise.all([
    conditions.category === undefined ? null : categoriesFrom(collections, conditions.category),
    conditions.brands === undefined ? null : brandsNamed(collections, conditions.brands),
  ]);
  const all: Condition[] = [...ownConditions(conditions)];
  if (categoryIds) all.push({ "product.categoryId": { $in: categoryIds } });
  if (brandIds) all.push({ "product.brand.id": { $in: brandIds } });
  if (after) all.push(...beyond(after, listing));

  const step = sortOrders[sort].direction === "asc" ? 1 : -1;
  const found = collections.products.find(
    { $and: all },
    { projection: { product: 1 }, comment: `catalog.list.${sort.toLowerCase()}` },
  );
  const page = found.sort({ [fields[sort]]: step, _id: step }).limit(limit);
  return (await page.batchSize(limit).toArray()).map(({ product }) => product);
}

function ownConditions({ minPrice, maxPrice, status, visible, moderation, deleted }: ProductConditions): Condition[] {
  const conditions: Condition[] = [{ "listed.visibleTo": visibilityOf({ visible, deleted }) }];
  if (status) conditions.push({ "product.status": status });
  if (moderation) conditions.push({ "product.moderation.state": moderation });
  if (minPrice) conditions.push({ "listed.priceMax": { $gte: minPrice.amount } });
  if (maxPrice) conditions.push({ "listed.priceMin": { $lte: maxPrice.amount } });
  return conditions;
}

/** All values are told, also where any will do: of an index that begins with it, the server then merges the ranges. */
function visibilityOf({ visible, deleted }: Pick<ProductConditions, "visible" | "deleted">) {
  if (deleted) return visible ? { $in: [] } : "NOBODY";
  return visible ? "EVERYBODY" : { $in: ["EVERYBODY", "STAFF"] };
}

/**
 * What comes after a place. The first condition is the range of the index that is read; the second leaves out, of those
 * that are alike in what the list is sorted by, the ones up to the place.
 */
function beyond({ key, id }: Place, { sort }: ProductListing): Condition[] {
  const [after, from] = sortOrders[sort].direction === "asc" ? ["$gt", "$gte"] : ["$lt", "$lte"];
  const value = sort === "NEWEST" ? new Date(key) : key;
  return [
    { [fields[sort]]: { [from!]: value } },
    { $or: [{ [fields[sort]]: { [after!]: value } }, { _id: { [after!]: id.toLowerCase() } }] },
  ];
}

/** A category and those below it, by its slug; none when there is none. */
async function categoriesFrom({ categories }: Collections, slug: string): Promise<string[]> {
  const below = {
    ...{ from: names.categories, localField: "_id", foreignField: "ancestors", as: "below" },
    pipeline: [{ $project: { _id: 1 } }],
  };
  const found = categories.aggregate<{ readonly _id: string; readonly below: readonly { readonly _id: string }[] }>(
    [{ $match: { "category.slug": slug } }, { $lookup: below }, { $project: { below: 1 } }],
    { comment: "catalog.categoriesFrom" },
  );
  return (await found.toArray()).flatMap((category) => [category._id, ...category.below.map(({ _id }) => _id)]);
}

async function brandsNamed({ brands }: Collections, wanted: readonly string[]): Promise<string[]> {
  const keys = wanted.map(nameKey);
  const found = brands.find({ nameKey: { $in: keys } }, { projection: { _id: 1 }, comment: "catalog.brandsNamed" });
  return (await found.toArray()).map(({ _id }) => _id);
}
