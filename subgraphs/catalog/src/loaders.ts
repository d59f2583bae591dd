import DataLoader from "dataloader";
import { below, type CategoryInTree } from "./domain/category.ts";
import type { Market } from "./domain/market.ts";
import type { NamedReference, Product, VariantOfProduct } from "./domain/product.ts";
import type { Ports } from "./ports.ts";

// An id is a UUID, which the store finds in capitals as well.

/** For one request: what is asked for one by one is read together, and once. */
export interface Loaders {
  readonly productById: DataLoader<string, Product | null>;
  /** Retired variants and those of deleted products are among them. */
  readonly variantById: DataLoader<string, VariantOfProduct | null>;
  readonly categoryById: DataLoader<string, CategoryInTree | null>;
  readonly childrenOfCategory: DataLoader<CategoryInTree, readonly CategoryInTree[], string>;
  readonly brandById: DataLoader<string, NamedReference | null>;
  readonly sellerById: DataLoader<string, NamedReference | null>;
  readonly marketByCode: DataLoader<string, Market | null>;
}

export function loadersOn({ products, shownCategories: categories, brands, sellers, markets }: Ports): Loaders {
  return {
    productById: byId((ids) => products.byIds(ids)),
    variantById: new DataLoader(async (ids) => {
      const found = await products.byVariantIds(ids);
      const variants = new Map(
        found.flatMap((product) => product.variants.map((variant) => [variant.id, { product, variant }])),
      );
      return ids.map((id) => variants.get(id.toLowerCase()) ?? null);
    }),
    categoryById: byId((ids) => categories.byIds(ids)),
    childrenOfCategory: new DataLoader(
      async (parents) => {
        const children = Map.groupBy(
          await categories.children(parents.map(({ id }) => id)),
          ({ parentId }) => parentId,
        );
        return parents.map((parent) => (children.get(parent.id) ?? []).map((child) => below(parent, child)));
      },
      { cacheKeyFn: ({ id }) => id },
    ),
    brandById: byId((ids) => brands.byIds(ids)),
    sellerById: byId((ids) => sellers.byIds(ids)),
    // There are a handful, which one statement reads, whichever are asked for.
    marketByCode: new DataLoader(async (codes) => {
      const known = new Map((await markets.all()).map((market) => [market.code, market]));
      return codes.map((code) => known.get(code) ?? null);
    }),
  };
}

function byId<Thing extends { readonly id: string }>(
  load: (ids: readonly string[]) => Promise<readonly Thing[]>,
): DataLoader<string, Thing | null> {
  return new DataLoader(async (ids) => {
    const things = new Map((await load(ids)).map((thing) => [thing.id, thing]));
    return ids.map((id) => things.get(id.toLowerCase()) ?? null);
  });
}
