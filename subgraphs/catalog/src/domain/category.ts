import type { AttributeDefinition } from "./attribute.ts";

/** A category's texts in another language; what is null is read in the next one that has it. */
export interface CategoryTranslation {
  readonly name: string | null;
  /** Of attributes that the category defines itself. */
  readonly attributes: readonly {
    readonly code: string;
    readonly name: string | null;
    readonly choices: readonly { readonly value: string; readonly label: string }[];
  }[];
}

/** A place in the tree of categories. */
export interface Category {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly parentId: string | null;
  /** Those that it defines itself, in the order of display. */
  readonly attributes: readonly AttributeDefinition[];
  /** By locale. */
  readonly translations: Readonly<Record<string, CategoryTranslation>>;
  /** Rises with every change. */
  readonly version: number;
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

/** A definition, with the category that it stands in. */
export interface DefinitionInCategory extends AttributeDefinition {
  readonly category: CategoryInTree;
}

/**
 * What the products of a category say of themselves: what the categories above define, the topmost first, then its own.
 * Of two definitions of one code the nearer holds, in the place of the other.
 */
export function definitionsOf(category: CategoryInTree | null): DefinitionInCategory[] {
  if (!category) return [];
  const byCode = new Map<string, DefinitionInCategory>();
  for (const place of [...ancestorsOf(category), category]) {
    for (const definition of place.attributes) byCode.set(definition.code, { ...definition, category: place });
  }
  return [...byCode.values()];
}
