import type { CreateProductOutcome } from "../../usecases/createProduct.ts";
import type { DeleteProductOutcome } from "../../usecases/deleteProduct.ts";
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
      return {
        __typename: "SkuTaken" as const,
        message: `Another product has the SKU ${outcome.sku}`,
        path: ["variants", String(outcome.variant), "sku"],
        sku: outcome.sku,
      };
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

/** An outcome as a member of DeleteProductResult. */
export function toDeleteProductResult(outcome: DeleteProductOutcome) {
  switch (outcome.kind) {
    case "deleted":
      return { __typename: "ProductDeleted" as const, productId: outcome.productId };
    case "product-not-found":
      return productNotFound();
    case "version-conflict":
      return versionConflict(outcome);
  }
}

/** SlugTaken, for products and categories. */
export function slugTaken(slug: string) {
  return { __typename: "SlugTaken" as const, message: `The slug ${slug} is taken`, path: ["slug"], slug };
}

function productNotFound() {
  return { __typename: "ProductNotFound" as const, message: "There is no such product", path: ["id"] };
}

function versionConflict({ current }: Extract<UpdateProductOutcome, { kind: "version-conflict" }>) {
  return {
    __typename: "ProductVersionConflict" as const,
    message: `The product was changed since; it is at version ${current.version}`,
    path: ["expectedVersion"],
    current,
  };
}
