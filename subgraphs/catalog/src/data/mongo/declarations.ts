import type { CollectionDeclaration } from "@angidi/datastores";
import { pendingEventsIndex, relayCollections } from "@angidi/events";
import { names } from "./collections.ts";

/**
 * Two for each order of a list, of all products and of a category's: first what is compared with `=`, then what is sorted
 * by, so that a page is read from the index in its order and from where the last one ended. Each serves both directions.
 */
const listIndexes = ["createdAt", "priceMin", "titleKey"].flatMap((key) => [
  { name: `by_${key}`, key: { "listed.visibleTo": 1, [`listed.${key}`]: 1, _id: 1 } },
  {
    name: `of_category_by_${key}`,
    key: { "listed.visibleTo": 1, "product.categoryId": 1, [`listed.${key}`]: 1, _id: 1 },
  },
]);

const partyIndexes = [{ name: "name_key", key: { nameKey: 1 }, unique: true }];

/** Those whose documents publish. */
export const publishing = [names.products, names.categories];

export const declarations: readonly CollectionDeclaration[] = [
  ...relayCollections,
  {
    name: names.products,
    indexes: [
      ...listIndexes,
      // A brand has few enough products to sort them.
      { name: "of_brand", key: { "product.brand.id": 1 }, sparse: true },
      {
        name: "awaiting_moderation",
        key: { "product.moderation.state": 1, "listed.createdAt": 1, _id: 1 },
        partialFilterExpression: { "product.moderation.state": "PENDING" },
      },
      { name: "by_variant", key: { "product.variants.id": 1 } },
      { name: "by_origin", key: { "product.origin.key": 1 }, sparse: true },
      pendingEventsIndex,
    ],
    shardKey: { _id: "hashed" },
  },
  // By range, since `slugsLike` asks for slugs that begin alike.
  { name: names.slugs, indexes: [], shardKey: { _id: 1 } },
  { name: names.skus, indexes: [], shardKey: { _id: "hashed" } },
  { name: names.origins, indexes: [], shardKey: { _id: "hashed" } },
  {
    name: names.revisions,
    indexes: [{ name: "history", key: { "revision.productId": 1, "revision.version": 1 } }],
    shardKey: { "revision.productId": "hashed" },
  },
  {
    name: names.categories,
    indexes: [
      { name: "by_slug", key: { "category.slug": 1 } },
      { name: "children", key: { "category.parentId": 1, nameKey: 1, _id: 1 } },
      { name: "below", key: { ancestors: 1 } },
      pendingEventsIndex,
    ],
    shardKey: { _id: "hashed" },
  },
  { name: names.categorySlugs, indexes: [], shardKey: { _id: 1 } },
  // Unique by what they are spread by.
  {
    name: names.markets,
    indexes: [{ name: "code", key: { "market.code": 1 }, unique: true }],
    shardKey: { "market.code": 1 },
  },
  { name: names.brands, indexes: partyIndexes, shardKey: { nameKey: 1 } },
  { name: names.sellers, indexes: partyIndexes, shardKey: { nameKey: 1 } },
  { name: names.importedStock, indexes: [], shardKey: { _id: "hashed" } },
  { name: names.media, indexes: [{ name: "due", key: { dueAt: 1 }, sparse: true }], shardKey: { _id: "hashed" } },
];
