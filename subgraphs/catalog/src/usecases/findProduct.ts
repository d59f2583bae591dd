import { isPublished, type Product } from "../domain/product.ts";
import { normaliseSlug } from "../domain/slug.ts";
import type { Ports } from "../ports.ts";

/** One product, or null when there is none that the caller may see: staff see what is not published too. */
export async function findProduct(
  { products }: Pick<Ports, "products">,
  key: { readonly slug: string } | { readonly id: string },
  seesAll: boolean,
): Promise<Product | null> {
  const [product] = await ("slug" in key ? products.bySlugs([normaliseSlug(key.slug)]) : products.byIds([key.id]));
  return product && (seesAll || isPublished(product)) ? product : null;
}
