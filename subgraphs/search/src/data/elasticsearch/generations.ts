import type { Database } from "@angidi/datastores";
import type { Generations } from "../generations.ts";
import { lockWriters } from "../observations.ts";
import type { ProductIndices } from "./indices.ts";

/** Rows of an old generation removed at a time: few enough that nobody waits for it. */
const sweptAtOnce = 2_000;

/**
 * The generations as the database keeps them, each with an index of its own. Whatever is done here can be done again: a
 * process that dies between the database's part and Elasticsearch's leaves what the next one completes.
 */
export function elasticsearchGenerations(
  database: Database,
  kept: Generations,
  indices: ProductIndices,
): Generations & { ensure(generations: readonly number[]): Promise<void> } {
  /** The generations whose indices are known to be there. */
  let ensured: ReadonlySet<number | null> = new Set();

  async function ensureAll(): Promise<void> {
    const [row] = await database.query<{ active: number; building: number | null }>(
      "search.livingGenerations",
      `SELECT max(id) FILTER (WHERE state = 'active') AS active, max(id) FILTER (WHERE state = 'building') AS building
       FROM generations`,
    );
    const { active, building } = row!;
    if (ensured.has(active) && ensured.has(building)) return;
    const state = await indices.ensure(active, building);
    ensured = new Set([active, building, null]);
    // Nothing that is in the index comes again by itself: it was lost, or another engine has held it until now; or this
    // version of the program makes it otherwise.
    if (state === "outdated" || (state === "new" && (await hasIndexed()))) await kept.begin("CATALOG");
  }

  async function hasIndexed(): Promise<boolean> {
    const [row] = await database.query<{ has: boolean }>(
      "search.hasIndexed",
      "SELECT EXISTS (SELECT FROM indexed_documents) OR EXISTS (SELECT FROM documents) AS has",
    );
    return row!.has;
  }

  return {
    ...kept,
    /** Looks anew: what is known to be there may be gone by now. */
    async prepare() {
      ensured = new Set();
      await ensureAll();
    },

    /** Makes sure of the indices of these generations, of which each is in use or being built. */
    async ensure(generations) {
      if (!generations.every((generation) => ensured.has(generation))) await ensureAll();
    },

    async status() {
      const [status, documents] = await Promise.all([kept.status(), indices.count()]);
      return { ...status, documents };
    },

    async begin(source) {
      await ensureAll(); // first, so that nothing is begun while Elasticsearch is away
      const building = await kept.begin(source);
      await ensureAll();
      return building;
    },

    async activate(generation) {
      await indices.pointAt(generation);
      await kept.activate(generation);
    },

    async sweep() {
      const rows = await database.query(
        "search.sweepIndexed",
        `DELETE FROM indexed_documents WHERE (generation, product_id) IN (
           SELECT generation, product_id FROM indexed_documents
           WHERE generation IN (SELECT id FROM generations WHERE state = 'retired') LIMIT ${sweptAtOnce}
         ) RETURNING generation`,
      );
      if (rows.length > 0) return true;
      await database.transaction(async (transaction) => {
        // Whoever writes to one of them still has done so before this, or else its index would come back without a mapping.
        await lockWriters(transaction);
        const retired = await transaction.query<{ id: number }>(
          "search.retiredGenerations",
          "SELECT id FROM generations WHERE state = 'retired'",
        );
        await indices.remove(retired.map(({ id }) => id));
      });
      return kept.sweep();
    },
  };
}
