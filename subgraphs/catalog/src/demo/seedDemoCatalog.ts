import { type Money, money } from "@angidi/money";
import type { StockLevel } from "../data/importedStock.ts";
import type { SelectedOption } from "../domain/product.ts";
import { nameKey } from "../domain/text.ts";
import type { VariantDraft } from "../domain/variants.ts";
import { categoryFinder } from "../import/categoryFinder.ts";
import type { Ports } from "../ports.ts";
import { createProduct, type NewProduct } from "../usecases/createProduct.ts";
import { setImportedStock } from "../usecases/setImportedStock.ts";
import { demoCategories, demoProducts, demoSellers } from "./assortment.ts";
import type { DemoProduct } from "./demoProduct.ts";
import { pictureSide } from "./picture.ts";
import { pictureUrl } from "./pictureRoute.ts";

/**
 * Fills the catalogue with the demo store and gives it stock; gives the levels that were set. What was made once is not
 * made again, also when staff have changed or deleted it, and stock that was sold stays sold.
 */
export async function seedDemoCatalog(ports: Ports): Promise<readonly StockLevel[]> {
  const stored = await ports.products.byOrigins(demoProducts.map(originKey));
  const known = new Set(stored.map(({ origin }) => origin?.key));
  const missing = demoProducts.filter((product) => !known.has(originKey(product)));
  if (missing.length > 0) await createMissing(ports, missing);
  return setImportedStock(ports, demoProducts.flatMap(levelsOf));
}

async function createMissing(ports: Ports, missing: readonly DemoProduct[]): Promise<void> {
  const sellers = await ports.sellers.ensure(demoSellers);
  const categoryOf = categoryFinder(ports);
  for (const product of missing) {
    const category = await categoryOf(pathOf(product.category));
    const draft: NewProduct = {
      ...{ title: product.title, description: product.description, brand: product.brand, tags: product.tags },
      categoryId: category?.id ?? null,
      sellerId: sellers.get(nameKey(product.seller))?.id ?? null,
      media: [{ url: pictureUrl(product.slug), altText: product.title, width: pictureSide, height: pictureSide }],
      options: Object.entries(product.options ?? {}).map(([name, values]) => ({ name, values })),
      variants: variantsOf(product, ports.currency),
    };
    const origin = { key: originKey(product), contentHash: "" };
    const first = await createProduct(ports, { ...draft, slug: product.slug }, origin);
    // A product of the store's own has the slug: any other will do for this one.
    const outcome = first.kind === "slug-taken" ? await createProduct(ports, draft, origin) : first;
    if (outcome.kind !== "saved")
      throw new Error(`The demo product ${product.slug} could not be made: ${outcome.kind}`);
  }
}

function originKey({ slug }: DemoProduct): string {
  return `demo/${slug}`;
}

/** The way down the tree to a category. */
function pathOf(name: string): string[] {
  const category = demoCategories.find((candidate) => candidate.name === name);
  if (!category) throw new Error(`The demo store has no category ${name}`);
  return category.below === null ? [name] : [...pathOf(category.below), name];
}

function levelsOf(product: DemoProduct): StockLevel[] {
  return combinationsOf(product).map((options) => ({ sku: skuOf(product, options), onHand: product.onHand }));
}

function variantsOf(product: DemoProduct, currency: string): VariantDraft[] {
  const price = money(product.price, currency);
  const compareAtPrice: Money | null = product.compareAtPrice ? money(product.compareAtPrice, currency) : null;
  return combinationsOf(product).map((options) => ({ sku: skuOf(product, options), options, price, compareAtPrice }));
}

/** Every way to choose one value of each option. */
function combinationsOf({ options = {} }: DemoProduct): SelectedOption[][] {
  return Object.entries(options).reduce<SelectedOption[][]>(
    (chosen, [name, values]) => chosen.flatMap((before) => values.map((value) => [...before, { name, value }])),
    [[]],
  );
}

function skuOf({ slug }: DemoProduct, options: readonly SelectedOption[]): string {
  return ["demo", slug, ...options.map(({ value }) => value)]
    .join("-")
    .replace(/[^a-z0-9.]+/gi, "-")
    .toUpperCase();
}
