import { money } from "@angidi/money";
import { limits } from "../../domain/limits.ts";
import { normaliseSlug } from "../../domain/slug.ts";
import type { ImportedProduct, ReadGroup } from "../importedProduct.ts";
import { productRecord } from "./productRecord.ts";

/** The product of one line, or what is wrong with the line. */
export function readRecord(line: number, text: string): ReadGroup {
  const given = parse(text);
  if (given === undefined) return wrong(line, "is no JSON");
  const read = productRecord.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue!.path.join(".");
    return wrong(line, place ? `is not imported: ${place}: ${issue!.message}` : `is not imported: ${issue!.message}`);
  }
  const { handle, category, variants, brand, ...fields } = read.data;
  if (variants && variants.length > limits.variants) {
    return wrong(line, `has more than the ${limits.variants} variants that a product can have`);
  }
  const product: ImportedProduct = {
    ...fields,
    line,
    handle: normaliseSlug(handle),
    foundBy: "slug",
    ...(brand === undefined ? {} : { brand }),
    ...(category ? { categoryPath: category } : {}),
    ...(variants
      ? {
          variants: variants.map(({ sku, options, price, compareAtPrice, onHand }) => ({
            line,
            sku: sku.trim(),
            options,
            price: money(price.amount, price.currency),
            compareAtPrice: compareAtPrice ? money(compareAtPrice.amount, compareAtPrice.currency) : null,
            onHand,
          })),
        }
      : {}),
  };
  return { product, warnings: [], errors: [] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(line: number, what: string): ReadGroup {
  return { product: null, warnings: [], errors: [{ line, message: `The line ${what}.` }] };
}
