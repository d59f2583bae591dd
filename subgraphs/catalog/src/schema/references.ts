import type { EntityResolver } from "@angidi/subgraph";
import type DataLoader from "dataloader";
import { isPublished } from "../domain/product.ts";
import type { Loaders } from "../loaders.ts";
import type { Ports } from "../ports.ts";
import { seesAllProducts } from "./visibility.ts";

type References = readonly { readonly id: string }[];
type LoaderById = DataLoader<string, object | null>;

/** What other subgraphs name by id, read together and once for a request. */
function referencesBy(loaderIn: (loaders: Loaders) => LoaderById): EntityResolver<Ports, Loaders> {
  return (references: References, { loaders }) => Promise.all(references.map(({ id }) => loaderIn(loaders).load(id)));
}

/** Products that are not published are there for staff and for other services. */
const productReferences: EntityResolver<Ports, Loaders> = async (references: References, { loaders, caller }) => {
  const seesAll = caller.kind === "service" || seesAllProducts(caller);
  const products = await Promise.all(references.map(({ id }) => loaders.productById.load(id)));
  return products.map((product) => (product && (seesAll || isPublished(product)) ? product : null));
};

/** The batched resolvers of references, one for each entity. */
export const entities: Readonly<Record<string, EntityResolver<Ports, Loaders>>> = {
  Brand: referencesBy(({ brandById }) => brandById),
  Category: referencesBy(({ categoryById }) => categoryById),
  Product: productReferences,
  Seller: referencesBy(({ sellerById }) => sellerById),
  // Withdrawn ones too: whoever may see a cart or an order that names one may see what is in it.
  Variant: referencesBy(({ variantById }) => variantById),
};
