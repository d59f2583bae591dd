import { type Documents, isId } from "@angidi/datastores";
import type { Filter } from "mongodb";
import type { Product } from "../../domain/product.ts";
import type { ProductRepository } from "../productRepository.ts";
import { slugsLike } from "./claims.ts";
import { type Collections, names } from "./collections.ts";
import type { Claim, ProductDocument } from "./documents.ts";
import { listPage } from "./productList.ts";
import { ownersOfSkus, saveProducts } from "./saveProducts.ts";

/** Products as documents, each with its variants and the events that the log does not have yet. */
export function productsOn(documents: Documents, collections: Collections): ProductRepository {
  const { products, slugs, revisions } = collections;
  return {
    byIds: (ids) => productsWhere("catalog.productsByIds", { _id: { $in: idsAmong(ids) }, "product.deletedAt": null }),

    deletedByIds: (ids) =>
      productsWhere("catalog.deletedProductsByIds", { _id: { $in: idsAmong(ids) }, "listed.visibleTo": "NOBODY" }),

    async bySlugs(wanted) {
      const owner = { from: names.products, localField: "owner", foreignField: "_id", as: "owners" };
      const found = slugs.aggregate<Claim & { readonly owners: readonly ProductDocument[] }>(
        [
          { $match: { _id: { $in: [...wanted] } } },
          { $lookup: { ...owner, pipeline: [{ $project: { product: 1 } }] } },
        ],
        { comment: "catalog.productsBySlugs" },
      );
      return (await found.toArray()).flatMap(({ owners }) => owners.map(({ product }) => product));
    },

    byVariantIds: (ids) =>
      productsWhere("catalog.productsByVariantIds", { "product.variants.id": { $in: idsAmong(ids) } }),

    byOrigins: (keys) => productsWhere("catalog.productsByOrigins", { "product.origin.key": { $in: keys } }),

    list: (listing) => listPage(collections, listing),

    slugsLike: (wanted) => slugsLike(slugs, wanted),

    ownersOfSkus: (skus) => ownersOfSkus(collections, skus),

    async revisions(productId, { below, limit }) {
      const found = revisions.find(
        {
          "revision.productId": productId.toLowerCase(),
          ...(below !== null && { "revision.version": { $lt: below } }),
        },
        { comment: "catalog.revisions" },
      );
      const page = found.sort({ "revision.version": -1 }).limit(limit).batchSize(limit);
      return (await page.toArray()).map(({ revision }) => revision);
    },

    save: (changes) => saveProducts(documents, collections, changes),
  };

  async function productsWhere(comment: string, which: Filter<ProductDocument>): Promise<Product[]> {
    const found = products.find(which, { projection: { product: 1 }, comment });
    return (await found.batchSize(atOnce).toArray()).map(({ product }) => product);
  }
}

/** More than is asked for together, so that one answer has them all. */
const atOnce = 1_000;

function idsAmong(texts: readonly string[]): string[] {
  return texts.filter(isId).map((id) => id.toLowerCase());
}
