import type { Context } from "../context.ts";

/** Products, variants and orders are others': a reference is taken as it is, with what `@requires` brings. */
function asReferred<Reference extends object>(references: readonly Reference[]): readonly Reference[] {
  return references;
}

/** Every entity, by its references. */
export const entities = {
  Product: asReferred,
  Variant: asReferred,
  Order: asReferred,
  Warehouse: (references: readonly { readonly id: string }[], { loaders }: Context) =>
    Promise.all(references.map(({ id }) => loaders.warehouseById.load(id))),
};
