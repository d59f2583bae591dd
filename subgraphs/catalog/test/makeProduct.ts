import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { money } from "@angidi/money";
import type { ProductChange } from "../src/data/productRepository.ts";
import { notModerated } from "../src/domain/moderation.ts";
import type { Product, Variant } from "../src/domain/product.ts";
import type { Author } from "../src/domain/revision.ts";
import { changeOf, creationOf } from "../src/usecases/productChange.ts";

/** A product as a store gets it. */
export function someProduct(changes: Partial<Product> = {}): Product {
  const id = newId();
  return {
    id,
    slug: `product-${id}`,
    title: "Kiln Mug",
    description: "",
    status: "PUBLISHED",
    categoryId: null,
    brand: null,
    seller: null,
    media: [],
    options: [],
    variants: [someVariant()],
    tags: [],
    attributes: {},
    translations: {},
    moderation: notModerated,
    origin: null,
    version: 1,
    createdAt: new Date().toISOString(),
    deletedAt: null,
    ...changes,
  };
}

export function someVariant(changes: Partial<Variant> = {}): Variant {
  const sku = `SKU-${randomUUID()}`;
  return {
    id: newId(),
    sku,
    options: [],
    price: money(1_900, "USD"),
    compareAtPrice: null,
    prices: [],
    retired: false,
    ...changes,
  };
}

export const nobody: Author = { id: null, role: "TEST", isModerated: false };

export function creation(product: Product): ProductChange {
  return creationOf(product, null, nobody);
}

/** The next version of a product. */
export function replacement(before: Product, changes: Partial<Product>): ProductChange {
  return changeOf(before, { ...before, ...changes }, null, { author: nobody, kind: "UPDATED" });
}

export function deletion(before: Product): ProductChange {
  const deleted = { ...before, deletedAt: new Date().toISOString() };
  return changeOf(before, deleted, null, { author: nobody, kind: "DELETED" });
}

/** Brings back what `deletion` took away. */
export function restoration(deleted: Product): ProductChange {
  return changeOf(deleted, { ...deleted, deletedAt: null }, null, { author: nobody, kind: "RESTORED" });
}
