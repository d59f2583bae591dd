import { type Documents, isId } from "@angidi/datastores";
import { wakeRelay } from "@angidi/events";
import type { ClientSession, Filter } from "mongodb";
import { type Category, type CategoryInTree, wouldCycle } from "../../domain/category.ts";
import type { CategoryOutcome, CategoryRepository } from "../categoryRepository.ts";
import { moveClaims, slugsLike } from "./claims.ts";
import { type Collections, names } from "./collections.ts";
import type { CategoryDocument } from "./documents.ts";

/**
 * The tree as documents that hold the ids of all above them, so that what is above and what is below a category is each
 * found by one call.
 *
 * A move rewrites these ids in all that is below, and whoever relies on where a category stands – one is put below it, or
 * moved there – writes to it too (`touched`). So two moves that would make a circle together, or a move and a new category
 * below what moves, write to one document, and the server has one of them begin again on what the other left. Moves
 * elsewhere in the tree do not wait for each other.
 */
export function categoriesOn(documents: Documents, { categories, categorySlugs }: Collections): CategoryRepository {
  return {
    byIds: (ids) => inTree("catalog.categoriesByIds", { _id: { $in: ids.filter(isId).map(lowerCase) } }),

    bySlugs: (slugs) => inTree("catalog.categoriesBySlugs", { "category.slug": { $in: slugs } }),

    async children(parentIds) {
      const found = categories.find(
        { "category.parentId": { $in: parentIds.map((id) => id && lowerCase(id)) } },
        { projection: { category: 1 }, comment: "catalog.categoryChildren" },
      );
      return (await found.sort({ nameKey: 1, _id: 1 }).toArray()).map(({ category }) => category);
    },

    async all() {
      const found = categories.find({}, { projection: { category: 1 }, comment: "catalog.allCategories" });
      return (await found.sort({ nameKey: 1, _id: 1 }).toArray()).map(({ category }) => category);
    },

    slugsLike: (wanted) => slugsLike(categorySlugs, wanted),

    insert: (given) =>
      orRefused(() => {
        const { id, slug } = given;
        return documents.transaction(async ({ session }) => {
          const above = await placeBelow(given.parentId, session);
          const category = { ...given, parentId: above.at(-1)?.id ?? null };
          await claimSlug({ owner: id, before: [], after: [slug] }, session);
          await categories.insertOne(
            { _id: id, ...storedOf(category), ancestors: above.map((one) => one.id), touched: 0, pendingEvents: [] },
            { session, comment: "catalog.insertCategory" },
          );
          return { kind: "saved", category: { ...category, ancestors: above } };
        });
      }),

    replace: ({ category, replaces, event }) =>
      orRefused(async () => {
        const { id, slug } = category;
        if (!isId(id)) return { kind: "not-found" };
        return documents.transaction(async ({ session, afterCommit }) => {
          const before = await categories.findOne({ _id: id }, { session, comment: "catalog.categoryBefore" });
          if (before?.category.version !== replaces) return { kind: "version-conflict" };
          await claimSlug({ owner: id, before: [before.category.slug], after: [slug] }, session);
          // Where it is in the tree is what `move` says.
          const after = { ...category, parentId: before.category.parentId };
          await categories.updateOne(
            { _id: id, "category.version": replaces },
            { $set: storedOf(after), $push: { pendingEvents: event } },
            { session, comment: "catalog.replaceCategory" },
          );
          afterCommit(() => wakeRelay(event.source));
          return {
            kind: "saved",
            category: { ...after, ancestors: await categoriesInOrder(before.ancestors, session) },
          };
        });
      }),

    move: (givenId, parentId, tell) =>
      orRefused(async () => {
        if (!isId(givenId)) return { kind: "not-found" };
        const id = lowerCase(givenId);
        return documents.transaction(async ({ session, afterCommit }) => {
          const above = await placeBelow(parentId, session);
          const before = await categories.findOne({ _id: id }, { session, comment: "catalog.categoryBefore" });
          if (!before) return { kind: "not-found" };
          const parent = above.at(-1);
          if (parent && wouldCycle(id, { ...parent, ancestors: above.slice(0, -1) })) return { kind: "cycle" };

          const { category, ancestors } = before;
          const moved = { ...category, parentId: parent?.id ?? null, version: category.version + 1 };
          const event = tell({ ...moved, ancestors: above });
          const aboveIds = above.map((ancestor) => ancestor.id);
          await categories.updateOne(
            { _id: id },
            { $set: { category: moved, ancestors: aboveIds }, $push: { pendingEvents: event } },
            { session, comment: "catalog.moveCategory" },
          );
          const keptIds = { $slice: ["$ancestors", ancestors.length, { $size: "$ancestors" }] };
          await categories.updateMany(
            { ancestors: id },
            // A write also where nothing changes: a move below one of them must notice this one.
            [{ $set: { ancestors: { $concatArrays: [aboveIds, keptIds] }, touched: { $add: ["$touched", 1] } } }],
            { session, comment: "catalog.moveCategoriesBelow" },
          );
          afterCommit(() => wakeRelay(event.source));
          return { kind: "saved", category: { ...moved, ancestors: above } };
        });
      }),
  };

  /** What is above a place below a parent, the topmost first, and held there; throws Refused when there is no such parent. */
  async function placeBelow(parentId: string | null, session: ClientSession): Promise<Category[]> {
    if (parentId === null) return [];
    const parent = await categories.findOneAndUpdate(
      { _id: lowerCase(parentId) },
      { $inc: { touched: 1 } },
      { session, comment: "catalog.touchCategory" },
    );
    if (!parent) throw new Refused("not-found");
    return [...(await categoriesInOrder(parent.ancestors, session)), parent.category];
  }

  async function categoriesInOrder(ids: readonly string[], session: ClientSession): Promise<Category[]> {
    if (ids.length === 0) return [];
    const found = categories.find({ _id: { $in: ids } }, { session, comment: "catalog.categoriesAbove" });
    return inOrder(ids, await found.toArray());
  }

  async function claimSlug(change: Parameters<typeof moveClaims>[1][number], session: ClientSession): Promise<void> {
    if (!(await moveClaims(categorySlugs, [change], session))) throw new Refused("slug-taken");
  }

  /** Categories with all that is above them, by one call. */
  async function inTree(comment: string, which: Filter<CategoryDocument>): Promise<CategoryInTree[]> {
    const above = { from: names.categories, localField: "ancestors", foreignField: "_id", as: "above" };
    const found = categories.aggregate<CategoryDocument & { readonly above: readonly CategoryDocument[] }>(
      [{ $match: which }, { $lookup: above }],
      { comment },
    );
    return (await found.toArray()).map(({ category, ancestors, above }) => ({
      ...category,
      ancestors: inOrder(ancestors, above),
    }));
  }
}

/** Thrown to roll the transaction back. */
class Refused extends Error {
  override readonly name = "Refused";
  readonly kind: "not-found" | "slug-taken";

  constructor(kind: "not-found" | "slug-taken") {
    super(kind);
    this.kind = kind;
  }
}

async function orRefused<Outcome>(work: () => Promise<Outcome | CategoryOutcome>): Promise<Outcome | CategoryOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return { kind: error.kind };
    throw error;
  }
}

function storedOf(category: Category) {
  return { category, nameKey: category.name.toLowerCase() };
}

/** A lookup gives them in no order. */
function inOrder(ids: readonly string[], found: readonly Pick<CategoryDocument, "_id" | "category">[]): Category[] {
  const byId = new Map(found.map(({ _id, category }) => [_id, category]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function lowerCase(id: string): string {
  return id.toLowerCase();
}
