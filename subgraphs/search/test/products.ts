import { newId } from "@angidi/datastores";
import type { ProductAttribute } from "../src/domain/attributes.ts";
import type { CatalogProduct } from "../src/domain/document.ts";

/** A product as a test tells of it: what it does not say does not matter. */
export interface ProductDraft {
  readonly id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly brand?: string | null;
  /** Names from the top of the tree down; a slug is the name in lower case. */
  readonly category?: readonly string[];
  /** What these categories are called by now. */
  readonly categoryNames?: readonly string[];
  readonly tags?: readonly string[];
  readonly status?: string;
  /** Minor units of USD, one variant each. */
  readonly prices?: readonly number[];
  readonly skus?: readonly string[];
  /** The same for all variants, unless it has as many values as there are prices. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  readonly attributes?: readonly (Pick<ProductAttribute, "code" | "value"> & Partial<ProductAttribute>)[];
  readonly translations?: NonNullable<CatalogProduct["translations"]>;
  readonly createdAt?: string;
}

export function productOf(draft: ProductDraft = {}): CatalogProduct {
  const id = draft.id ?? newId();
  const { title = "Thing", prices = [1_000], options = {} } = draft;
  const path = (draft.category ?? []).map((name, index) => ({
    slug: slugOf(name),
    name: draft.categoryNames?.[index] ?? name,
  }));
  const category = path.at(-1);
  return {
    id,
    slug: `${slugOf(title)}-${id.slice(-6)}`,
    title,
    description: draft.description ?? "",
    status: draft.status ?? "PUBLISHED",
    category: category ? { ...category, ancestors: path.slice(0, -1) } : null,
    brand: draft.brand ? { name: draft.brand } : null,
    tags: draft.tags ?? [],
    attributes: (draft.attributes ?? []).map((attribute) => ({
      ...{ name: attribute.code, label: null, unit: null, filterable: true },
      ...attribute,
    })),
    translations: draft.translations ?? {},
    variants: prices.map((amount, index) => ({
      sku: draft.skus?.[index] ?? `SKU-${id}-${index}`,
      options: Object.entries(options).map(([name, values]) => ({ name, value: values[index % values.length]! })),
      price: { amount, currency: "USD" },
    })),
    createdAt: draft.createdAt ?? "2026-05-01T00:00:00.000Z",
  };
}

function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** By its slug always the same one, as events name it. */
export function categoryId(slug: string): string {
  return `category-${slug}`;
}

/** The product as catalog publishes it. */
export function publishedForm(product: CatalogProduct) {
  const named = <Name extends object>(name: Name) => ({ id: newId(), ...name });
  const category = ({ slug, name }: { slug: string; name: string }) => ({ id: categoryId(slug), slug, name });
  return {
    ...product,
    category: product.category && {
      ...category(product.category),
      ancestors: product.category.ancestors.map(category),
    },
    brand: product.brand && named(product.brand),
    seller: null,
    tags: [...product.tags],
    attributes: [...(product.attributes ?? [])],
    translations: { ...product.translations },
    media: [],
    options: [],
    variants: product.variants.map((variant) => ({
      ...variant,
      id: newId(),
      title: product.title,
      options: [...variant.options],
      compareAtPrice: null,
    })),
  };
}
