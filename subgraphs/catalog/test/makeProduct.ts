import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { money } from "@angidi/money";
import type { ProductChange } from "../src/data/productRepository.ts";
import type { Product, Variant } from "../src/domain/product.ts";
import { createdEvent, deletedEvent, updatedEvent } from "../src/events/productEvents.ts";

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
    retired: false,
    ...changes,
  };
}

export function creation(product: Product): ProductChange {
  return { product, replaces: null, event: createdEvent(product, null) };
}

/** The next version of a product. */
export function replacement(before: Product, changes: Partial<Product>): ProductChange {
  const product = { ...before, ...changes, version: before.version + 1 };
  return { product, replaces: before.version, event: updatedEvent(product, null) };
}

export function deletion(before: Product): ProductChange {
  const product = { ...before, version: before.version + 1, deletedAt: new Date().toISOString() };
  return { product, replaces: before.version, event: deletedEvent(product) };
}
