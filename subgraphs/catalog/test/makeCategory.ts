import { newId } from "@angidi/datastores";
import type { Category } from "../src/domain/category.ts";

/** A category as a store gets it. */
export function someCategory(changes: Partial<Category> = {}): Category {
  const id = newId();
  return {
    id,
    slug: `category-${id}`,
    name: "Mugs",
    parentId: null,
    attributes: [],
    translations: {},
    version: 1,
    ...changes,
  };
}
