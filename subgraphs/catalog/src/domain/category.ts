/** A place in the tree of categories. */
export interface Category {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly parentId: string | null;
}

/** A category together with the way down to it, so that nothing has to be asked for that again. */
export interface CategoryInTree extends Category {
  /** The topmost first. */
  readonly ancestors: readonly Category[];
}

/** The category right above, in the tree. */
export function parentOf(category: CategoryInTree): CategoryInTree | null {
  const parent = category.ancestors.at(-1);
  return parent ? { ...parent, ancestors: category.ancestors.slice(0, -1) } : null;
}

/** The categories above, each in the tree. */
export function ancestorsOf(category: CategoryInTree): CategoryInTree[] {
  return category.ancestors.map((ancestor, depth) => ({ ...ancestor, ancestors: category.ancestors.slice(0, depth) }));
}

/** A category right below another, in the tree. */
export function below(parent: CategoryInTree, child: Category): CategoryInTree {
  const { ancestors, ...own } = parent;
  return { ...child, ancestors: [...ancestors, own] };
}

/** Whether moving a category below `parent` would make it its own ancestor. */
export function wouldCycle(id: string, parent: CategoryInTree): boolean {
  return parent.id === id || parent.ancestors.some((ancestor) => ancestor.id === id);
}
