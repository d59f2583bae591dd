import { type Cache, newId } from "@angidi/datastores";
import type { Category, CategoryInTree } from "../domain/category.ts";
import type { CategoryRepository } from "./categoryRepository.ts";

/** Categories as they are shown: for what needs the truth, a check or a change, the repository is asked. */
export type ShownCategories = Pick<CategoryRepository, "byIds" | "bySlugs" | "children">;

export interface CachedCategories {
  readonly shown: ShownCategories;
  /** The repository, whose changes put what is shown out of date. */
  readonly categories: CategoryRepository;
}

/** How long the tree may be out of date where no hint of a change came. */
const ttlSeconds = 30;

/** In the cache there is only what tells one edition of the tree from the next. */
const key = "categories";

/**
 * Keeps the tree of categories, which nearly every page and list reads, in this process's memory. It is read whole, by one
 * statement, when the cache gives out a new edition's name: after a change, here or in another process that shares the
 * cache, and when the time is up. What the tree does not have is looked for in the store, so that nobody waits to see what
 * was made elsewhere.
 */
export function cachedCategories(repository: CategoryRepository, cache: Cache): CachedCategories {
  let known: { readonly edition: string; readonly tree: Promise<Tree> } | null = null;

  async function tree(): Promise<Tree> {
    const edition = await cache.getOrSet(key, ttlSeconds, async () => newId());
    if (known?.edition === edition) return known.tree;
    // Read after the edition was named: a change that is not in it gives the next one its name.
    const reading = { edition, tree: repository.all().then(treeOf) };
    known = reading;
    reading.tree.catch(() => {
      if (known === reading) known = null;
    });
    return reading.tree;
  }

  /** What the tree has, and the rest as the store has it. */
  async function found<Asked>(
    asked: readonly Asked[],
    inTree: (tree: Tree, one: Asked) => CategoryInTree | undefined,
    inStore: (missing: readonly Asked[]) => Promise<readonly CategoryInTree[]>,
  ): Promise<readonly CategoryInTree[]> {
    if (asked.length === 0) return [];
    const known = await tree();
    const missing = asked.filter((one) => !inTree(known, one));
    const shown = new Set(asked.flatMap((one) => inTree(known, one) ?? []));
    return missing.length === 0 ? [...shown] : [...shown, ...(await inStore(missing))];
  }

  /** After a change that was made: whoever comes now sees it, and others when they hear of it. */
  async function changed<Outcome extends { readonly kind: string }>(change: Promise<Outcome>): Promise<Outcome> {
    const outcome = await change;
    if (outcome.kind === "saved") {
      known = null;
      await cache.delete([key]).catch(() => {}); // it was made nevertheless, and others see it when their time is up
    }
    return outcome;
  }

  return {
    shown: {
      byIds: (ids) => found(ids, (tree, id) => tree.byId.get(id.toLowerCase()), repository.byIds),
      bySlugs: (slugs) => found(slugs, (tree, slug) => tree.bySlug.get(slug), repository.bySlugs),
      async children(parentIds) {
        const { below } = await tree();
        const wanted = new Set(parentIds.map((id) => (id === null ? null : id.toLowerCase())));
        return [...wanted].flatMap((id) => below.get(id) ?? []);
      },
    },
    categories: {
      ...repository,
      insert: (category) => changed(repository.insert(category)),
      replace: (change) => changed(repository.replace(change)),
      move: (...move) => changed(repository.move(...move)),
    },
  };
}

interface Tree {
  readonly byId: ReadonlyMap<string, CategoryInTree>;
  readonly bySlug: ReadonlyMap<string, CategoryInTree>;
  /** By name. */
  readonly below: ReadonlyMap<string | null, readonly Category[]>;
}

/** The tree of categories that come by name. */
function treeOf(categories: readonly Category[]): Tree {
  const below = Map.groupBy(categories, ({ parentId }) => parentId);
  const byId = new Map<string, CategoryInTree>();
  const place = (parentId: string | null, ancestors: readonly Category[]) => {
    for (const category of below.get(parentId) ?? []) {
      byId.set(category.id, { ...category, ancestors });
      place(category.id, [...ancestors, category]);
    }
  };
  place(null, []);
  return { byId, bySlug: new Map([...byId.values()].map((category) => [category.slug, category])), below };
}
