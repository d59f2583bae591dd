import type { CategoryUpdated } from "@angidi/event-contracts";
import type { Category, CategoryInTree } from "../domain/category.ts";

/** A category to be stored whole, where it is in the tree, with the event that tells of it. */
export interface CategoryChange {
  readonly category: Category;
  /** The version that it replaces. */
  readonly replaces: number;
  readonly event: CategoryUpdated;
}

export type CategoryOutcome =
  | { readonly kind: "saved"; readonly category: CategoryInTree }
  | { readonly kind: "slug-taken" }
  | { readonly kind: "not-found" }
  | { readonly kind: "cycle" };

/** Where the tree of categories is kept. Texts that are no id find nothing. */
export interface CategoryRepository {
  byIds(ids: readonly string[]): Promise<readonly CategoryInTree[]>;
  bySlugs(slugs: readonly string[]): Promise<readonly CategoryInTree[]>;
  /** The categories right below each, by name; null stands for the top. */
  children(parentIds: readonly (string | null)[]): Promise<readonly Category[]>;
  /** The whole tree, by name. */
  all(): Promise<readonly Category[]>;
  /** Those slugs in use that are one of `wanted` or one of them with a hyphen and more. */
  slugsLike(wanted: readonly string[]): Promise<ReadonlySet<string>>;
  /** "not-found" is about the parent. */
  insert(category: Category): Promise<CategoryOutcome>;
  /** Stores all of a category but its parent, and the event with it. */
  replace(change: CategoryChange): Promise<CategoryOutcome | { readonly kind: "version-conflict" }>;
  /**
   * Moves a category with all that is below it, one version on, and publishes what `tell` says of it with the move; null:
   * to the top. Two moves at once cannot make a circle either.
   */
  move(
    id: string,
    parentId: string | null,
    tell: (category: CategoryInTree) => CategoryUpdated,
  ): Promise<CategoryOutcome>;
}
