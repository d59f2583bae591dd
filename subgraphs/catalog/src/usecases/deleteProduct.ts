import type { Origin, Product } from "../domain/product.ts";
import type { Author } from "../domain/revision.ts";
import type { Ports } from "../ports.ts";
import { type RewriteOutcome, rewriteProduct } from "./rewriteProduct.ts";

/**
 * Takes a product out of the catalogue: lists, its slug and its SKUs are free of it. The document stays, for the orders
 * and carts that name its variants, and for `restoreProduct`.
 */
export function deleteProduct(
  ports: Pick<Ports, "products" | "categories" | "now">,
  request: { readonly id: string; readonly expectedVersion: number | null },
  author: Author,
): Promise<RewriteOutcome> {
  return rewriteProduct(ports, { ...request, author, kind: "DELETED" }, (before) => ({
    kind: "made",
    product: { ...before, deletedAt: ports.now().toISOString() },
  }));
}

/** Brings a deleted product back as it was, if nobody has taken its slug or one of its SKUs since. */
export function restoreProduct(
  ports: Pick<Ports, "products" | "categories">,
  id: string,
  author: Author,
): Promise<RewriteOutcome> {
  const rewriting = { id, expectedVersion: null, author, kind: "RESTORED", isDeleted: true } as const;
  return rewriteProduct(ports, rewriting, async (before) => ({
    kind: "made",
    product: { ...before, origin: await freeOrigin(ports, before), deletedAt: null },
  }));
}

/** Where a product came from, unless an import has made another product of the same since. */
async function freeOrigin({ products }: Pick<Ports, "products">, { id, origin }: Product): Promise<Origin | null> {
  if (!origin) return null;
  const ofOrigin = await products.byOrigins([origin.key]);
  return ofOrigin.some((other) => other.id !== id && other.deletedAt === null) ? null : origin;
}
