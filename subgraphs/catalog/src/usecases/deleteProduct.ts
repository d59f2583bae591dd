import type { Product } from "../domain/product.ts";
import { deletedEvent } from "../events/productEvents.ts";
import type { Ports } from "../ports.ts";
import { attempts } from "./outcome.ts";

export type DeleteProductOutcome =
  | { readonly kind: "deleted"; readonly productId: string }
  | { readonly kind: "product-not-found" }
  | { readonly kind: "version-conflict"; readonly current: Product };

/**
 * Takes a product out of the catalogue: lists, its slug and its SKUs are free of it. The document stays, for the orders
 * and carts that name its variants.
 */
export async function deleteProduct(
  ports: Pick<Ports, "products" | "now">,
  request: { readonly id: string; readonly expectedVersion: number | null },
): Promise<DeleteProductOutcome> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const [before] = await ports.products.byIds([request.id]);
    if (!before) return { kind: "product-not-found" };
    if (request.expectedVersion !== null && before.version !== request.expectedVersion) {
      return { kind: "version-conflict", current: before };
    }
    const product = { ...before, version: before.version + 1, deletedAt: ports.now().toISOString() };
    const outcome = await ports.products.save([{ product, replaces: before.version, event: deletedEvent(product) }]);
    if (outcome.kind === "saved") return { kind: "deleted", productId: product.id };
  }
  throw new Error(`The product ${request.id} could not be deleted against ${attempts} changes`);
}
