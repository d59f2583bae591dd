import type { Documents } from "@angidi/datastores";
import type { Collection } from "mongodb";
import type {
  CategoryDocument,
  Claim,
  ImportedStockDocument,
  MarketDocument,
  MediaDocument,
  PartyDocument,
  ProductDocument,
  RevisionDocument,
} from "./documents.ts";

/** The collections of the catalogue. */
export interface Collections {
  readonly products: Collection<ProductDocument>;
  readonly slugs: Collection<Claim>;
  readonly skus: Collection<Claim>;
  readonly origins: Collection<Claim>;
  readonly revisions: Collection<RevisionDocument>;
  readonly categories: Collection<CategoryDocument>;
  readonly categorySlugs: Collection<Claim>;
  readonly markets: Collection<MarketDocument>;
  readonly brands: Collection<PartyDocument>;
  readonly sellers: Collection<PartyDocument>;
  readonly importedStock: Collection<ImportedStockDocument>;
  readonly media: Collection<MediaDocument>;
}

export const names = {
  products: "products",
  slugs: "product_slugs",
  skus: "skus",
  origins: "product_origins",
  revisions: "product_revisions",
  categories: "categories",
  categorySlugs: "category_slugs",
  markets: "markets",
  brands: "brands",
  sellers: "sellers",
  importedStock: "imported_stock",
  media: "media",
} as const satisfies Record<keyof Collections, string>;

export function collectionsOf({ db }: Documents): Collections {
  return {
    products: db.collection(names.products),
    slugs: db.collection(names.slugs),
    skus: db.collection(names.skus),
    origins: db.collection(names.origins),
    revisions: db.collection(names.revisions),
    categories: db.collection(names.categories),
    categorySlugs: db.collection(names.categorySlugs),
    markets: db.collection(names.markets),
    brands: db.collection(names.brands),
    sellers: db.collection(names.sellers),
    importedStock: db.collection(names.importedStock),
    media: db.collection(names.media),
  };
}
