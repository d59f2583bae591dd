import { liveVariants } from "../domain/product.ts";
import { type ProductRecord, productRecord } from "../import/jsonLines/productRecord.ts";
import { type ExportedProduct, pathOf } from "./exportProducts.ts";
import type { ProductFormat } from "./productFormat.ts";

/** A line of JSON for each product, which an import understands: nothing changes when it is imported unchanged. */
export const jsonLinesFormat: ProductFormat = {
  beginning: "",
  write: (exported) => `${JSON.stringify(recordOf(exported))}\n`,
  slugOf(line) {
    try {
      return productRecord.shape.handle.safeParse(JSON.parse(line).handle).data;
    } catch {
      return undefined;
    }
  },
};

function recordOf({ product, category }: ExportedProduct): ProductRecord {
  const { slug, title, description, status, brand, tags, media, options } = product;
  return {
    handle: slug,
    ...{ title, description, status, brand: brand?.name ?? null, category: pathOf(category), tags: [...tags] },
    media: media.map(({ url, altText, width, height }) => ({ url, altText, width, height })),
    options: options.map(({ name, values }) => ({ name, values: [...values] })),
    variants: liveVariants(product).map(({ sku, options: selected, price, compareAtPrice }) => ({
      sku,
      options: [...selected],
      price,
      compareAtPrice,
    })),
  };
}
