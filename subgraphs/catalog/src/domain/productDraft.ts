import type { AttributeDraft, AttributeValues } from "./attributeValues.ts";
import { type MediaDraft, readDescription, readLine, readMedia, readTags } from "./fields.ts";
import { InvalidInput } from "./issue.ts";
import { limits } from "./limits.ts";
import { keepingFiles } from "./media/productMedia.ts";
import { type Moderation, notModerated } from "./moderation.ts";
import { optionsOf, readOptions } from "./options.ts";
import type { Media, NamedReference, Origin, Product, ProductOption, ProductStatus, Variant } from "./product.ts";
import { isSlug, normaliseSlug } from "./slug.ts";
import { cleanLine } from "./text.ts";
import { mergeVariants, type ReadVariant, readVariants, type VariantDraft } from "./variants.ts";

/** What somebody may say of a product without knowing the catalogue's ids. */
export interface ProductFields {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly status?: ProductStatus | undefined;
  /** By name. */
  readonly brand?: string | null | undefined;
  readonly media?: readonly MediaDraft[] | undefined;
  readonly options?: readonly ProductOption[] | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** A product as somebody wants it. What is left out stays as it is, or gets what a new product has. */
export interface ProductDraft extends ProductFields {
  readonly slug?: string;
  readonly categoryId?: string | null | undefined;
  readonly sellerId?: string | null;
  /** All of them. */
  readonly variants?: readonly VariantDraft[] | undefined;
  /** All that the category defines. */
  readonly attributes?: readonly AttributeDraft[];
}

/** A draft that has been read: everything given is clean and fits together. */
export interface ReadProduct {
  readonly title?: string;
  readonly slug?: string;
  readonly description?: string;
  readonly status?: ProductStatus;
  readonly categoryId?: string | null;
  readonly brandName?: string | null;
  readonly sellerId?: string | null;
  readonly media?: readonly Media[];
  readonly options?: readonly ProductOption[];
  readonly variants?: readonly ReadVariant[];
  readonly tags?: readonly string[];
  /** As they were given: what they have to be says the category. */
  readonly attributes?: readonly AttributeDraft[];
}

/** What a draft names elsewhere, found. Undefined: the draft says nothing of it. */
export interface FoundReferences {
  readonly brand?: NamedReference | null;
  readonly seller?: NamedReference | null;
  readonly attributes?: AttributeValues;
}

/**
 * Reads a draft of a new product (`before` null) or of a change. Throws InvalidInput at the first thing wrong. Options
 * that are not given follow from the variants; variants that are not given must fit the new options as they are.
 */
export function readDraft(draft: ProductDraft, before: Product | null, currency: string): ReadProduct {
  const live = before?.variants.filter((variant) => !variant.retired);
  const variants: readonly VariantDraft[] | undefined = draft.variants ?? (draft.options ? live : undefined);
  const options = draft.options ?? (draft.variants ? optionsOf(draft.variants, before?.options ?? []) : undefined);
  const readOption = options && readOptions(options);
  return {
    title: optionally(draft.title, (title) => readLine(title, "The title", limits.title, ["title"])),
    slug: optionally(draft.slug, readSlug),
    description: optionally(draft.description, (text) => readDescription(text, ["description"])),
    status: draft.status,
    categoryId: draft.categoryId,
    brandName: optionally(draft.brand, readBrandName),
    sellerId: draft.sellerId,
    media: optionally(draft.media, (media) => readMedia(media, ["media"])),
    options: readOption,
    variants: readOption && variants && readVariants(variants, readOption, currency),
    tags: optionally(draft.tags, (tags) => readTags(tags, ["tags"])),
    attributes: draft.attributes,
  };
}

function optionally<From, To>(value: From | undefined, read: (value: From) => To): To | undefined {
  return value === undefined ? undefined : read(value);
}

/** A slug that somebody chose. Throws InvalidInput for one that cannot be part of an address. */
export function readSlug(text: string): string {
  const slug = normaliseSlug(cleanLine(text));
  if (!isSlug(slug)) {
    throw new InvalidInput("A slug has letters, digits, hyphens and underscores, at most 255 of them", ["slug"]);
  }
  return slug;
}

function readBrandName(name: string | null): string | null {
  return name === null || cleanLine(name) === "" ? null : readLine(name, "A brand's name", limits.name, ["brand"]);
}

/** What only whoever makes the product can say. */
export interface Making {
  readonly id: string;
  readonly slug: string;
  readonly origin: Origin | null;
  /** As a moderator finds it; none is asked unless said. */
  readonly moderation?: Moderation;
  readonly newId: () => string;
  readonly now: Date;
}

/** A new product from a draft that has a title and variants. */
export function makeProduct(draft: ReadProduct, found: FoundReferences, making: Making): Product {
  const { title, variants } = draft;
  if (title === undefined || variants === undefined) throw new Error("A new product needs a title and variants");
  return {
    id: making.id,
    slug: making.slug,
    title,
    description: draft.description ?? "",
    status: draft.status ?? "PUBLISHED",
    categoryId: draft.categoryId ?? null,
    brand: found.brand ?? null,
    seller: found.seller ?? null,
    media: draft.media ?? [],
    options: draft.options ?? [],
    variants: mergeVariants([], variants, making.newId),
    tags: draft.tags ?? [],
    attributes: found.attributes ?? {},
    translations: {},
    moderation: making.moderation ?? notModerated,
    origin: making.origin,
    version: 1,
    createdAt: making.now.toISOString(),
    deletedAt: null,
  };
}

/** The product after a change, one version on. Throws InvalidInput for variants that cannot follow the earlier ones. */
export function changeProduct(
  before: Product,
  draft: ReadProduct,
  found: FoundReferences,
  making: Pick<Making, "newId"> & { readonly origin?: Origin },
): Product {
  const variants: readonly Variant[] = draft.variants
    ? mergeVariants(before.variants, draft.variants, making.newId)
    : before.variants;
  return {
    ...before,
    slug: draft.slug ?? before.slug,
    title: draft.title ?? before.title,
    description: draft.description ?? before.description,
    status: draft.status ?? before.status,
    categoryId: draft.categoryId === undefined ? before.categoryId : draft.categoryId,
    brand: found.brand === undefined ? before.brand : found.brand,
    seller: found.seller === undefined ? before.seller : found.seller,
    media: draft.media ? keepingFiles(draft.media, before.media) : before.media,
    options: draft.options ?? before.options,
    variants,
    tags: draft.tags ?? before.tags,
    attributes: found.attributes ?? before.attributes,
    origin: making.origin ?? before.origin,
    version: before.version + 1,
  };
}
