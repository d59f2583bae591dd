import type { Product } from "../domain/product.ts";
import { changeProduct, type ProductDraft, readDraft } from "../domain/productDraft.ts";
import { updatedEvent } from "../events/productEvents.ts";
import type { Ports } from "../ports.ts";
import { type CreateProductOutcome, takenSku } from "./createProduct.ts";
import { findReferences } from "./findReferences.ts";
import { answeringInvalid, attempts } from "./outcome.ts";

export interface ProductChangeRequest {
  readonly id: string;
  /** The version that the change was made for; none: whatever it is by now. */
  readonly expectedVersion: number | null;
  readonly draft: ProductDraft;
}

export type UpdateProductOutcome =
  | CreateProductOutcome
  | { readonly kind: "product-not-found" }
  | { readonly kind: "version-conflict"; readonly current: Product };

/**
 * Changes what the draft says of a product. With an expected version, a change that another made since is not written
 * over; without one, this change is made on top of it.
 */
export function updateProduct(
  ports: Pick<Ports, "products" | "categories" | "brands" | "sellers" | "currency" | "newId">,
  { id, expectedVersion, draft }: ProductChangeRequest,
): Promise<UpdateProductOutcome> {
  return answeringInvalid(async () => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const [before] = await ports.products.byIds([id]);
      if (!before) return { kind: "product-not-found" };
      if (expectedVersion !== null && before.version !== expectedVersion) {
        return { kind: "version-conflict", current: before };
      }
      const read = readDraft(draft, before, ports.currency);
      const references = await findReferences(ports, read, before);
      if (references.kind !== "found") return references;

      const product = changeProduct(before, read, references.found, ports);
      const event = updatedEvent(product, references.category);
      const outcome = await ports.products.save([{ product, replaces: before.version, event }]);
      if (outcome.kind === "saved") return { kind: "saved", product };
      if (outcome.kind === "slug-taken") return { kind: "slug-taken", slug: product.slug };
      if (outcome.kind === "sku-taken" && outcome.skus[0] !== undefined) {
        return takenSku(outcome.skus[0], product);
      }
      // Another changed it since it was read: once more, on what it is now.
    }
    throw new Error(`The product ${id} could not be changed against ${attempts} others`);
  });
}
