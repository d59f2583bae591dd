import { type Database, isId, type Queryable } from "@angidi/datastores";
import { type Category, type CategoryInTree, wouldCycle } from "../../domain/category.ts";
import type { CategoryOutcome, CategoryRepository } from "../categoryRepository.ts";
import { brokenConstraint } from "./constraints.ts";

/** The tree as rows that name their parent: what is above and below is found by walking, and so is never out of date. */
export function categoriesOn(database: Database): CategoryRepository {
  return {
    byIds: (ids) => inTree(database, "catalog.categoriesByIds", "id = any($1::uuid[])", [ids.filter(isId)]),

    bySlugs: (slugs) => inTree(database, "catalog.categoriesBySlugs", "slug = any($1::text[])", [slugs]),

    children: (parentIds) =>
      database.query<Category>(
        "catalog.categoryChildren",
        `select id, slug, name, parent_id as "parentId" from categories
         where parent_id = any($1::uuid[]) or ($2 and parent_id is null)
         order by lower(name), id`,
        [parentIds.filter((id) => id !== null), parentIds.includes(null)],
      ),

    async slugsLike(wanted) {
      const rows = await database.query<{ slug: string }>(
        "catalog.categorySlugsLike",
        // "." is the character after "-": between the two lies whatever begins with the slug and a hyphen.
        `select slug from unnest($1::text[]) as wanted (prefix)
         join categories on slug = prefix or (slug >= prefix || '-' and slug < prefix || '.')`,
        [wanted],
      );
      return new Set(rows.map(({ slug }) => slug));
    },

    insert: (category) =>
      refusingTakenSlugs(async () => {
        if (category.parentId !== null && !isId(category.parentId)) return { kind: "not-found" };
        const inserted = await database.query(
          "catalog.insertCategory",
          `insert into categories (id, slug, name, parent_id)
           select $1, $2, $3, $4::uuid where $4::uuid is null or exists (select from categories where id = $4::uuid)
           returning id`,
          [category.id, category.slug, category.name, category.parentId],
        );
        return inserted.length > 0 ? saved(database, category.id) : { kind: "not-found" };
      }),

    change: (id, { name, slug }) =>
      refusingTakenSlugs(async () => {
        if (!isId(id)) return { kind: "not-found" };
        const changed = await database.query(
          "catalog.changeCategory",
          `update categories set name = coalesce($2, name), slug = coalesce($3, slug) where id = $1 returning id`,
          [id, name ?? null, slug ?? null],
        );
        return changed.length > 0 ? saved(database, id) : { kind: "not-found" };
      }),

    async move(id, parentId) {
      if (!isId(id) || (parentId !== null && !isId(parentId))) return { kind: "not-found" };
      return database.transaction(async (transaction) => {
        // One move at a time: A below B and B below A, at once, would each look right by themselves.
        await transaction.query("catalog.lockCategories", "lock table categories in share row exclusive mode");
        if (parentId !== null) {
          const [parent] = await inTree(transaction, "catalog.categoriesByIds", "id = any($1::uuid[])", [[parentId]]);
          if (!parent) return { kind: "not-found" };
          if (wouldCycle(id, parent)) return { kind: "cycle" };
        }
        const moved = await transaction.query(
          "catalog.moveCategory",
          "update categories set parent_id = $2 where id = $1 returning id",
          [id, parentId],
        );
        return moved.length > 0 ? saved(transaction, id) : { kind: "not-found" };
      });
    },
  };
}

async function saved(queryable: Queryable, id: string): Promise<CategoryOutcome> {
  const [category] = await inTree(queryable, "catalog.categoriesByIds", "id = any($1::uuid[])", [[id]]);
  return category ? { kind: "saved", category } : { kind: "not-found" };
}

async function refusingTakenSlugs(work: () => Promise<CategoryOutcome>): Promise<CategoryOutcome> {
  try {
    return await work();
  } catch (error) {
    if (brokenConstraint(error) === "categories_slug_key") return { kind: "slug-taken" };
    throw error;
  }
}

/** Categories with all that is above them, by one statement. */
async function inTree(
  queryable: Queryable,
  label: string,
  condition: string,
  values: readonly unknown[],
): Promise<CategoryInTree[]> {
  const rows = await queryable.query<Category & { leaf: string }>(
    label,
    `with recursive line as (
       select id as leaf, id, slug, name, parent_id, 0 as height from categories where ${condition}
       union all
       select line.leaf, above.id, above.slug, above.name, above.parent_id, line.height + 1
       from line join categories above on above.id = line.parent_id
     )
     select leaf, id, slug, name, parent_id as "parentId" from line order by leaf, height desc`,
    values,
  );
  const lines = Map.groupBy(rows, ({ leaf }) => leaf);
  return [...lines.values()].map((line) => {
    const categories = line.map(({ leaf: _leaf, ...category }): Category => category);
    return { ...categories.at(-1)!, ancestors: categories.slice(0, -1) };
  });
}
