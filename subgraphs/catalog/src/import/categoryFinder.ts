import { below, type CategoryInTree } from "../domain/category.ts";
import { freeSlug, slugFrom } from "../domain/slug.ts";
import { nameKey } from "../domain/text.ts";
import type { Ports } from "../ports.ts";
import { createCategory } from "../usecases/changeCategories.ts";

/** Finds or makes the category at the end of a path; null for an empty path. */
export type CategoryFinder = (path: readonly string[]) => Promise<CategoryInTree | null>;

const mostAttempts = 5;

/**
 * A finder that remembers, for one import, what it found. A single name is the category of that slug wherever staff have
 * put it; a longer path is walked down from the top.
 */
export function categoryFinder(ports: Pick<Ports, "categories" | "newId">): CategoryFinder {
  const found = new Map<string, CategoryInTree>();

  async function find(path: readonly string[]): Promise<CategoryInTree | null> {
    const name = path.at(-1);
    if (name === undefined) return null;
    const key = JSON.stringify(path.map(nameKey));
    const known = found.get(key);
    if (known) return known;
    const parent = await find(path.slice(0, -1));
    const category = (await existing(ports, parent, name)) ?? (await make(ports, parent, name));
    found.set(key, category);
    return category;
  }
  return find;
}

async function existing(
  { categories }: Pick<Ports, "categories">,
  parent: CategoryInTree | null,
  name: string,
): Promise<CategoryInTree | undefined> {
  if (!parent) return (await categories.bySlugs([slugFrom(name, "category")]))[0];
  const siblings = await categories.children([parent.id]);
  const same = siblings.find((sibling) => nameKey(sibling.name) === nameKey(name));
  return same && below(parent, same);
}

async function make(
  ports: Pick<Ports, "categories" | "newId">,
  parent: CategoryInTree | null,
  name: string,
): Promise<CategoryInTree> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await createCategory(ports, {
      name,
      slug: parent && (await slugBelow(ports, parent, name)),
      parentId: parent?.id ?? null,
    });
    if (outcome.kind === "saved") return outcome.category;
    // Another import makes the same tree at this moment: this category, or one of its name elsewhere that took the slug.
    const made = await existing(ports, parent, name);
    if (made) return made;
    if (attempt === mostAttempts) throw new Error(`The category ${name} could not be made: ${outcome.kind}`);
  }
}

/** "shirts", or when that is another's, "clothing-shirts": it says more than a number does. */
async function slugBelow(
  { categories }: Pick<Ports, "categories">,
  parent: CategoryInTree,
  name: string,
): Promise<string> {
  const short = slugFrom(name, "category");
  const long = slugFrom(`${parent.name} ${name}`, "category");
  const taken = await categories.slugsLike([short, long]);
  return taken.has(short) ? freeSlug(long, (slug) => taken.has(slug)) : short;
}
