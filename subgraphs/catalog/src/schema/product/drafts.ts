import type { ProductDraft } from "../../domain/productDraft.ts";
import type { CreateProductInput, UpdateProductInput } from "../../generated/resolvers.ts";
import type { NewProduct } from "../../usecases/createProduct.ts";

/** A new product as the use case takes it: null is nothing said. */
export function newProductOf(input: CreateProductInput): NewProduct {
  const { title, variants, slug, description, categoryId, brand, sellerId, status, options, media, tags, attributes } =
    input;
  return {
    title,
    variants,
    ...{ categoryId, brand, sellerId },
    slug: slug ?? undefined,
    description: description ?? undefined,
    status: status ?? undefined,
    options: options ?? undefined,
    media: media ?? undefined,
    tags: tags ?? undefined,
    attributes: attributes ?? undefined,
    requiresModeration: input.requiresModeration ?? false,
  };
}

/** A change as the use case takes it: null takes away what may be missing, and is nothing said of what may not. */
export function draftOf(input: UpdateProductInput): ProductDraft {
  const { title, variants, slug, description, categoryId, brand, sellerId, status, options, media, tags, attributes } =
    input;
  return {
    ...{ categoryId, brand, sellerId },
    title: title ?? undefined,
    variants: variants ?? undefined,
    slug: slug ?? undefined,
    description: description === null ? "" : description,
    status: status ?? undefined,
    options: options ?? undefined,
    media: media === null ? [] : media,
    tags: tags === null ? [] : tags,
    attributes: attributes === null ? [] : attributes,
  };
}
