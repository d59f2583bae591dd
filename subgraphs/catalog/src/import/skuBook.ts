import type { ImportedProduct } from "./importedProduct.ts";
import { madeSku } from "./madeSku.ts";
import type { ImportNotice } from "./report.ts";

/** The SKUs that a product gets, in the order of its variants, and what is to be told of them. */
export interface AssignedSkus {
  readonly skus: readonly string[];
  readonly warnings: readonly ImportNotice[];
}

/**
 * Gives SKUs to the variants of one batch: their own where they have one that is theirs, else a made one. Whose a SKU is,
 * the catalogue knows (`owners`: product ids by SKU); within the batch, whoever comes first has it. Another import of the
 * same file finds the same owners and so makes the same.
 */
export function skuBook(owners: ReadonlyMap<string, string>) {
  const claimed = new Map<string, string>();

  return function assign(product: ImportedProduct, productId: string | null): AssignedSkus {
    const warnings: ImportNotice[] = [];
    const blank: number[] = [];
    const variants = product.variants ?? [];
    const skus = variants.map(({ sku, line, options }) => {
      const owner = owners.get(sku);
      const isFree = sku !== "" && !claimed.has(sku) && (owner === undefined || owner === productId);
      const values = options.map(({ value }) => value);
      const given = isFree ? sku : madeSku(product.handle, values);
      claimed.set(given, product.handle);
      if (sku === "") blank.push(line);
      else if (!isFree) {
        const message = `The SKU ${sku} is another variant's; ${given} is taken instead.`;
        warnings.push({ line, message });
      }
      return given;
    });
    const [line] = blank;
    if (line !== undefined) {
      const example = skus[variants.findIndex(({ sku }) => sku === "")];
      const rows = blank.length === 1 ? "The row has no SKU" : `${blank.length} rows of ${product.handle} have no SKU`;
      warnings.push({ line, message: `${rows}; made ones are taken, such as ${example}.` });
    }
    return { skus, warnings };
  };
}
