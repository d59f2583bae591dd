import { createHash } from "node:crypto";
import { slugFrom } from "../domain/slug.ts";

/**
 * A SKU for a variant that comes without one of its own. It is made of nothing but the product's handle and the
 * variant's options, so that another import of the file makes the same; the end of it keeps apart what looks alike.
 */
export function madeSku(handle: string, values: readonly string[]): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([handle, ...values]))
    .digest("hex")
    .slice(0, 8);
  const words = slugFrom([handle, ...values].join(" "), "product")
    .slice(0, 60)
    .toWellFormed()
    .replace(/\uFFFD/g, "");
  return `${words}-${hash}`.toUpperCase();
}
