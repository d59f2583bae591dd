import type { MediaFile } from "../../domain/media/mediaFile.ts";
import type { Product } from "../../domain/product.ts";
import type { Ports } from "../../ports.ts";

/** The products that show a file. Deleted ones are among them: orders show them still, and they can be brought back. */
export async function productsShowing(
  { products }: Pick<Ports, "products">,
  { id, productIds }: MediaFile,
): Promise<Product[]> {
  if (productIds.length === 0) return [];
  const given = await Promise.all([products.byIds(productIds), products.deletedByIds(productIds)]);
  return given.flat().filter(({ media }) => media.some(({ file }) => file?.id === id));
}
