import type { CreateProductOutcome } from "../../usecases/createProduct.ts";
import type { RevertOutcome } from "../../usecases/productHistory.ts";
import type { RewriteOutcome } from "../../usecases/rewriteProduct.ts";
import type { UpdateProductOutcome } from "../../usecases/updateProduct.ts";

/** An outcome as a member of CreateProductResult. */
export function toCreateProductResult(outcome: CreateProductOutcome) {
  switch (outcome.kind) {
    case "saved":
      return { __typename: "ProductSaved" as const, product: outcome.product };
    case "invalid-input":
      return { __typename: "InvalidInput" as const, ...outcome.issue };
    case "slug-taken":
      return slugTaken(outcome.slug);
    case "sku-taken":
      return skuTaken(outcome);
    case "category-not-found":
      return { __typename: "CategoryNotFound" as const, message: "There is no such category", path: ["categoryId"] };
    case "seller-not-found":
      return { __typename: "SellerNotFound" as const, message: "There is no such seller", path: ["sellerId"] };
  }
}

/** An outcome as a member of UpdateProductResult. */
export function toUpdateProductResult(outcome: UpdateProductOutcome) {
  switch (outcome.kind) {
    case "product-not-found":
      return productNotFound();
    case "version-conflict":
      return versionConflict(outcome);
    default:
      return toCreateProductResult(outcome);
  }
}

/** An outcome as a member of TranslateProductResult and ModerateProductResult: neither touches slug or SKUs. */
export function toRewriteResult(outcome: RewriteOutcome) {
  switch (outcome.kind) {
    case "saved":
      return { __typename: "ProductSaved" as const, product: outcome.product };
    case "invalid-input":
      return { __typename: "InvalidInput" as const, ...outcome.issue };
    case "product-not-found":
      return productNotFound();
    case "version-conflict":
      return versionConflict(outcome);
    default:
      throw unexpected(outcome);
  }
}

/** An outcome as a member of DeleteProductResult. */
export function toDeleteProductResult(outcome: RewriteOutcome) {
  switch (outcome.kind) {
    case "saved":
      return { __typename: "ProductDeleted" as const, productId: outcome.product.id };
    case "product-not-found":
      return productNotFound();
    case "version-conflict":
      return versionConflict(outcome);
    default:
      throw unexpected(outcome);
  }
}

/** An outcome as a member of RestoreProductResult. */
export function toRestoreProductResult(outcome: RewriteOutcome) {
  switch (outcome.kind) {
    case "saved":
      return { __typename: "ProductSaved" as const, product: outcome.product };
    case "product-not-found":
      return productNotFound();
    case "slug-taken":
      return { ...slugTaken(outcome.slug), path: ["id"] };
    case "sku-taken":
      return { ...skuTaken(outcome), path: ["id"] };
    default:
      throw unexpected(outcome);
  }
}

/** An outcome as a member of RevertProductResult. */
export function toRevertProductResult(outcome: RevertOutcome) {
  switch (outcome.kind) {
    case "revision-not-found":
      return {
        __typename: "ProductRevisionNotFound" as const,
        message: "There is no such version, or its history is no longer whole",
        path: ["version"],
      };
    case "version-conflict":
      return versionConflict(outcome);
    default:
      return toRestoreProductResult(outcome);
  }
}

/** SlugTaken, for products and categories. */
export function slugTaken(slug: string) {
  return { __typename: "SlugTaken" as const, message: `The slug ${slug} is taken`, path: ["slug"], slug };
}

function skuTaken({ sku, variant }: Extract<RewriteOutcome, { kind: "sku-taken" }>) {
  return {
    __typename: "SkuTaken" as const,
    message: `Another product has the SKU ${sku}`,
    path: ["variants", String(variant), "sku"],
    sku,
  };
}

function productNotFound() {
  return { __typename: "ProductNotFound" as const, message: "There is no such product", path: ["id"] };
}

function versionConflict({ current }: Extract<RewriteOutcome, { kind: "version-conflict" }>) {
  return {
    __typename: "ProductVersionConflict" as const,
    message: `The product was changed since; it is at version ${current.version}`,
    path: ["expectedVersion"],
    current,
  };
}

/** What cannot come of a change that touches nothing of the kind. */
function unexpected({ kind }: RewriteOutcome): Error {
  return new Error(`A change of a product came to ${kind}`);
}
