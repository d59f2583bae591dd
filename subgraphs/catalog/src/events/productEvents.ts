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
import { shownValues } from "../domain/attributeValues.ts";
import { type CategoryInTree, definitionsOf } from "../domain/category.ts";
import { isAllowed } from "../domain/moderation.ts";
import { liveVariants, type Product, variantTitle } from "../domain/product.ts";
import { nameOf } from "./categoryEvents.ts";

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
  const { id, slug, title, description, brand, seller, tags, media, options, createdAt } = product;
  return {
    product: {
      ...{ id, slug, title, description, brand, seller, createdAt },
      status: product.status === "PUBLISHED" && !isAllowed(product.moderation) ? "DRAFT" : product.status,
      tags: [...tags],
      media: media.map(({ url, altText, width, height }) => ({ url, altText, width, height })),
      options: options.map(({ name, values }) => ({ name, values: [...values] })),
      category: category && { ...nameOf(category), ancestors: category.ancestors.map(nameOf) },
      variants: liveVariants(product).map((variant) => ({
        id: variant.id,
        sku: variant.sku,
        title: variantTitle({ product, variant }),
        options: [...variant.options],
        price: variant.price,
        compareAtPrice: variant.compareAtPrice,
        ...(variant.prices.length > 0 && {
          prices: variant.prices.map(({ priceListId, price }) => ({ priceListId, price })),
        }),
      })),
      ...saidOf(product, category),
    },
  };
}

/** What most products have not, left out there: events are kept for long. */
function saidOf({ attributes, translations }: Product, category: CategoryInTree | null) {
  const shown = shownValues(definitionsOf(category), attributes).map(({ definition, value }) => ({
    code: definition.code,
    name: definition.name,
    value,
    label: definition.choices.find((choice) => choice.value === value)?.label ?? null,
    unit: definition.unit,
    filterable: definition.filterable,
  }));
  const texts = Object.entries(translations).map(
    ([locale, { title, description }]) => [locale, { title, description }] as const,
  );
  return {
    ...(shown.length > 0 && { attributes: shown }),
    ...(texts.length > 0 && { translations: Object.fromEntries(texts) }),
  };
}
