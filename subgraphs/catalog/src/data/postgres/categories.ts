import { type Database, isId, type Queryable } from "@angidi/datastores";
import { publish } from "@angidi/events";
import { type Category, type CategoryInTree, wouldCycle } from "../../domain/category.ts";
import type { CategoryOutcome, CategoryRepository } from "../categoryRepository.ts";
import { brokenConstraint } from "./constraints.ts";

const columns = `id, slug, name, parent_id as "parentId", attributes, translations, version`;

/** The tree as rows that name their parent: what is above and below is found by walking, and so is never out of date. */
export function categoriesOn(database: Database): CategoryRepository {
  return {
    byIds: (ids) => inTree(database, "catalog.categoriesByIds", "id = any($1::uuid[])", [ids.filter(isId)]),

    bySlugs: (slugs) => inTree(database, "catalog.categoriesBySlugs", "slug = any($1::text[])", [slugs]),

    children: (parentIds) =>
      database.query<Category>(
        "catalog.categoryChildren",
        `select ${columns} from categories
         where parent_id = any($1::uuid[]) or ($2 and parent_id is null)
         order by lower(name), id`,
        [parentIds.filter((id) => id !== null), parentIds.includes(null)],
      ),

    all: () =>
      database.query<Category>("catalog.allCategories", `select ${columns} from categories order by lower(name), id`),

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
          `insert into categories (id, slug, name, parent_id, attributes, translations, version)
           select $1, $2, $3, $4::uuid, $5, $6, $7
           where $4::uuid is null or exists (select from categories where id = $4::uuid)
           returning id`,
          [category.id, category.slug, category.name, category.parentId, ...restOf(category)],
        );
        return inserted.length > 0 ? saved(database, category.id) : { kind: "not-found" };
      }),

    replace: ({ category, replaces, event }) =>
      refusingTakenSlugs(async () =>
        database.transaction(async (transaction) => {
          const { id, slug, name } = category;
          if (!isId(id)) return { kind: "not-found" };
          const replaced = await transaction.query(
            "catalog.replaceCategory",
            `update categories set slug = $2, name = $3, attributes = $4, translations = $5, version = $6
             where id = $1 and version = $7 returning id`,
            [id, slug, name, ...restOf(category), replaces],
          );
          if (replaced.length === 0) return { kind: "version-conflict" };
          await publish(transaction, [event]);
          return saved(transaction, id);
        }),
      ),

    async move(id, parentId, tell) {
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
          "update categories set parent_id = $2, version = version + 1 where id = $1 returning id",
          [id, parentId],
        );
        if (moved.length === 0) return { kind: "not-found" };
        const outcome = await saved(transaction, id);
        if (outcome.kind === "saved") await publish(transaction, [tell(outcome.category)]);
        return outcome;
      });
    },
  };
}

async function saved(queryable: Queryable, id: string): Promise<CategoryOutcome> {
  const [category] = await inTree(queryable, "catalog.categoriesByIds", "id = any($1::uuid[])", [[id]]);
  return category ? { kind: "saved", category } : { kind: "not-found" };
}

/** What is kept as JSON, and the version. */
function restOf({ attributes, translations, version }: Category): readonly unknown[] {
  return [JSON.stringify(attributes), JSON.stringify(translations), version];
}

async function refusingTakenSlugs<Outcome>(
  work: () => Promise<Outcome>,
): Promise<Outcome | { readonly kind: "slug-taken" }> {
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
       select id as leaf, id, slug, name, parent_id, attributes, translations, version, 0 as height
       from categories where ${condition}
       union all
       select line.leaf, above.id, above.slug, above.name, above.parent_id, above.attributes, above.translations,
         above.version, line.height + 1
       from line join categories above on above.id = line.parent_id
     )
     select leaf, ${columns} from line order by leaf, height desc`,
    values,
  );
  const lines = Map.groupBy(rows, ({ leaf }) => leaf);
  return [...lines.values()].map((line) => {
    const categories = line.map(({ leaf: _leaf, ...category }): Category => category);
    return { ...categories.at(-1)!, ancestors: categories.slice(0, -1) };
  });
}
