import { type CategoryData, categoryUpdated, type ProductData } from "@angidi/event-contracts";

type KnownCategory = CategoryData["category"];
type PublishedProduct = ProductData["product"];
type Place = Pick<KnownCategory, "id" | "slug" | "name">;

/** The tree is not as deep; a circle of two half-read changes ends here. */
const deepest = 32;

export interface CategoriesOfNow {
  learn(event: { readonly subjectVersion: number; readonly data: unknown }): void;
  /** The product with its categories, and what these define of its attributes, as the newest events of categories have it. */
  applyTo(product: PublishedProduct): PublishedProduct;
}

/**
 * What events say of categories, put together: an event of a product names its categories as they were at the time, and
 * none comes of the product when one of them is renamed or moved.
 */
export function categoriesOfNow(): CategoriesOfNow {
  const newest = new Map<string, { readonly version: number; readonly category: KnownCategory }>();

  /** From the topmost down to the category; those of which no event tells are as they were said to be. */
  function pathTo(place: Place, above: readonly Place[], depth = 0): Place[] {
    const known = newest.get(place.id)?.category;
    const ancestors = known?.ancestors ?? above;
    const { id, slug, name } = known ?? place;
    const parent = ancestors.at(-1);
    return [
      ...(parent && depth < deepest ? pathTo(parent, ancestors.slice(0, -1), depth + 1) : []),
      { id, slug, name },
    ];
  }

  return {
    learn({ subjectVersion: version, data }) {
      const { category } = categoryUpdated.data.parse(data);
      if ((newest.get(category.id)?.version ?? 0) < version) newest.set(category.id, { version, category });
    },

    applyTo(product) {
      if (!product.category) return product;
      const path = pathTo(product.category, product.category.ancestors);
      const definitions = new Map(
        path.flatMap(({ id }) => newest.get(id)?.category.attributes ?? []).map((known) => [known.code, known]),
      );
      const attributes = product.attributes?.map((attribute) => {
        const known = definitions.get(attribute.code);
        if (!known) return attribute;
        const label = known.choices.find(({ value }) => value === attribute.value)?.label ?? attribute.label;
        return { ...attribute, name: known.name, unit: known.unit, filterable: known.filterable, label };
      });
      return { ...product, category: { ...path.at(-1)!, ancestors: path.slice(0, -1) }, attributes };
    },
  };
}
