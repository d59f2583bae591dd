import {
  eventOf,
  type ProductCreated,
  type ProductData,
  type ProductDeleted,
  type ProductUpdated,
  productCreated,
  productDeleted,
  productUpdated,
} from "@angidi/event-contracts";
import type { Category, CategoryInTree } from "../domain/category.ts";
import { liveVariants, type Product, variantTitle } from "../domain/product.ts";

const source = "catalog";

/** `category` is the product's. */
export function createdEvent(product: Product, category: CategoryInTree | null): ProductCreated {
  return eventOf(productCreated, { ...subjectOf(product), data: dataOf(product, category) });
}

/** `category` is the product's. */
export function updatedEvent(product: Product, category: CategoryInTree | null): ProductUpdated {
  return eventOf(productUpdated, { ...subjectOf(product), data: dataOf(product, category) });
}

export function deletedEvent(product: Product): ProductDeleted {
  return eventOf(productDeleted, { ...subjectOf(product), data: { productId: product.id } });
}

function subjectOf(product: Product) {
  return { source, subject: product.id, subjectVersion: product.version };
}

function dataOf(product: Product, category: CategoryInTree | null): ProductData {
  const { id, slug, title, description, status, brand, seller, tags, media, options, createdAt } = product;
  return {
    product: {
      ...{ id, slug, title, description, status, brand, seller, createdAt },
      tags: [...tags],
      media: [...media],
      options: options.map(({ name, values }) => ({ name, values: [...values] })),
      category: category && { ...nameOf(category), ancestors: category.ancestors.map(nameOf) },
      variants: liveVariants(product).map((variant) => ({
        id: variant.id,
        sku: variant.sku,
        title: variantTitle({ product, variant }),
        options: [...variant.options],
        price: variant.price,
        compareAtPrice: variant.compareAtPrice,
      })),
    },
  };
}

function nameOf({ id, slug, name }: Category) {
  return { id, slug, name };
}
