import { compare, type Money } from "@angidi/money";
import type { AttributeValues } from "./attributeValues.ts";
import type { ListedPrice } from "./market.ts";
import { isAllowed, type Moderation } from "./moderation.ts";
import type { ProductTranslations } from "./translation.ts";

export const productStatuses = ["DRAFT", "PUBLISHED", "ARCHIVED"] as const;
export type ProductStatus = (typeof productStatuses)[number];

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture or a video of a product. */
export interface Media {
  /** Elsewhere, or a path on the host of the graph. */
  readonly url: string;
  readonly altText: string | null;
  /** Pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** The variants that it shows; none: the product as such. */
  readonly variantIds?: readonly string[];
  /** What is known of it when it was uploaded here. It never changes, so the product's document has all of it. */
  readonly file?: UploadedFile;
}

/** An uploaded file as a product's document has it. */
export interface UploadedFile {
  readonly id: string;
  readonly kind: "IMAGE" | "VIDEO";
  readonly contentType: string;
  readonly byteSize: number;
  readonly durationMilliseconds: number | null;
  /** A `data:` address of a picture of a few pixels. */
  readonly placeholder: string | null;
  /** Such as #1e90ff. */
  readonly dominantColour: string | null;
  /** The renditions of a picture, from the smallest on. Each is there as WebP and as the fallback. */
  readonly sizes: readonly Size[];
  readonly fallback: "jpg" | "png" | null;
}

/** A choice that a product offers. */
export interface ProductOption {
  readonly name: string;
  readonly values: readonly string[];
}

export interface SelectedOption {
  readonly name: string;
  readonly value: string;
}

export interface Variant {
  readonly id: string;
  readonly sku: string;
  readonly options: readonly SelectedOption[];
  readonly price: Money;
  readonly compareAtPrice: Money | null;
  /** In the price lists of markets. */
  readonly prices: readonly ListedPrice[];
  /** No longer sold. It stays in the document, since orders and carts name it by its id. */
  readonly retired: boolean;
}

/** A brand or a seller, by name. */
export interface NamedReference {
  readonly id: string;
  readonly name: string;
}

/** Where a product came from, if not by hand. */
export interface Origin {
  /** Finds the product again. */
  readonly key: string;
  /** Of what it was made from, so that the same need not be done twice. */
  readonly contentHash: string;
}

/** A product as it is stored: one document with all that a list or a product's page shows of it. */
export interface Product {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** Sanitised HTML; empty when there is none. */
  readonly description: string;
  readonly status: ProductStatus;
  readonly categoryId: string | null;
  readonly brand: NamedReference | null;
  readonly seller: NamedReference | null;
  readonly media: readonly Media[];
  readonly options: readonly ProductOption[];
  /** The live ones in the order of display, then the retired ones. There is always a live one. */
  readonly variants: readonly Variant[];
  readonly tags: readonly string[];
  /** By the code of their definition; those that none accepts any more are among them, and are not shown. */
  readonly attributes: AttributeValues;
  /** By locale. */
  readonly translations: ProductTranslations;
  readonly moderation: Moderation;
  readonly origin: Origin | null;
  readonly version: number;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; null while it is in the catalogue. */
  readonly deletedAt: string | null;
}

/** A variant together with the product that its title, its product and whether it can be bought are read from. */
export interface VariantOfProduct {
  readonly product: Product;
  readonly variant: Variant;
}

export function liveVariants(product: Pick<Product, "variants">): readonly Variant[] {
  return product.variants.filter((variant) => !variant.retired);
}

/** The lowest and the highest list price of what is sold. */
export function priceRangeOf(product: Pick<Product, "variants">): { readonly min: Money; readonly max: Money } {
  const prices = liveVariants(product).map((variant) => variant.price);
  const [first, ...rest] = prices;
  if (!first) throw new Error("A product has at least one live variant");
  return {
    min: rest.reduce((lowest, price) => (compare(price, lowest) < 0 ? price : lowest), first),
    max: rest.reduce((highest, price) => (compare(price, highest) > 0 ? price : highest), first),
  };
}

/** "Red / M", or the product's title when there is nothing to choose. */
export function variantTitle({ product, variant }: VariantOfProduct): string {
  return variant.options.map(({ value }) => value).join(" / ") || product.title;
}

/** Whether a variant may be put into a cart. */
export function isPurchasable({ product, variant }: VariantOfProduct): boolean {
  return isPublished(product) && !variant.retired;
}

/** Whether everybody may see the product. */
export function isPublished(product: Product): boolean {
  return product.status === "PUBLISHED" && product.deletedAt === null && isAllowed(product.moderation);
}
