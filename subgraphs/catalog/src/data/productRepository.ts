import type { ProductCreated, ProductDeleted, ProductUpdated } from "@angidi/event-contracts";
import type { ProductListing } from "../domain/listing.ts";
import type { Product } from "../domain/product.ts";
import type { Revision } from "../domain/revision.ts";

export type ProductEvent = ProductCreated | ProductUpdated | ProductDeleted;

/** A product to be stored whole, with the event that tells of it. */
export interface ProductChange {
  readonly product: Product;
  /** The version that it replaces; null for a new product. */
  readonly replaces: number | null;
  readonly event: ProductEvent;
  /** What its history keeps of it, stored with it. */
  readonly revision: Revision;
}

export type SaveOutcome =
  | { readonly kind: "saved" }
  /** A product is not at the version that the change replaces. */
  | { readonly kind: "version-conflict" }
  | { readonly kind: "slug-taken" }
  | { readonly kind: "sku-taken"; readonly skus: readonly string[] };

/**
 * Where products are kept, each a document. One suite of tests says what every store does here
 * (test/productRepository.test.ts). Texts that are no id find nothing; deleted products are found only where it is said.
 */
export interface ProductRepository {
  /** In whatever order; unknown ones are left out. */
  byIds(ids: readonly string[]): Promise<readonly Product[]>;
  /** The deleted ones among these. */
  deletedByIds(ids: readonly string[]): Promise<readonly Product[]>;
  bySlugs(slugs: readonly string[]): Promise<readonly Product[]>;
  /** The products that these variants are in, retired variants and deleted products included. */
  byVariantIds(ids: readonly string[]): Promise<readonly Product[]>;
  /** By `origin.key`, deleted products included. */
  byOrigins(keys: readonly string[]): Promise<readonly Product[]>;
  /** One page of a list, in its order. */
  list(listing: ProductListing): Promise<readonly Product[]>;
  /** Those slugs in use that are one of `wanted` or one of them with a hyphen and more. */
  slugsLike(wanted: readonly string[]): Promise<ReadonlySet<string>>;
  /** Which product each SKU belongs to; free ones are left out. */
  ownersOfSkus(skus: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** A product's history, the latest first, from below a version on; deleted products have theirs. */
  revisions(
    productId: string,
    page: { readonly below: number | null; readonly limit: number },
  ): Promise<readonly Revision[]>;
  /**
   * Stores all changes, their revisions and their events, or none of them. A change of a deleted product brings it back
   * when its `deletedAt` is null, with its slug and SKUs, if they are still free.
   */
  save(changes: readonly ProductChange[]): Promise<SaveOutcome>;
}
