import type { Client } from "@elastic/elasticsearch";
import { deadlines, isAlready, reach } from "./client.ts";
import { productIndex } from "./mapping.ts";

/** The indices of products: one for each generation, and the alias that searches go to. */
export interface ProductIndices {
  /** What searches name. */
  readonly alias: string;
  nameOf(generation: number): string;
  /** Makes what is not there. The active generation's index was new, and so empty; or of an older form than those made now. */
  ensure(active: number, building: number | null): Promise<"new" | "outdated" | "ready">;
  /** How many products can be found. */
  count(): Promise<number>;
  /** Has searches go to the generation from now on, in one step. */
  pointAt(generation: number): Promise<void>;
  remove(generations: readonly number[]): Promise<void>;
}

export function productIndices(client: Client, prefix: string): ProductIndices {
  const alias = `${prefix}-products`;
  const nameOf = (generation: number) => `${alias}-${generation}`;
  const options = { requestTimeout: deadlines.administer };

  const form = productIndex();

  async function make(generation: number): Promise<"new" | "outdated" | "ready"> {
    const index = nameOf(generation);
    if (await client.indices.exists({ index }, options)) {
      const { [index]: made } = await client.indices.getMapping({ index }, options);
      return (made?.mappings._meta?.form ?? 0) < form.mappings._meta.form ? "outdated" : "ready";
    }
    try {
      await client.indices.create({ index, ...form }, options);
      return "new";
    } catch (error) {
      if (isAlready(error)) return "ready"; // by another process, just now
      throw error;
    }
  }

  async function pointAt(generation: number): Promise<void> {
    // What was written last is seen by the first search there.
    await client.indices.refresh({ index: nameOf(generation) }, options);
    const actions = [
      { remove: { index: `${alias}-*`, alias, must_exist: false } },
      { add: { index: nameOf(generation), alias } },
    ];
    await client.indices.updateAliases({ actions }, options);
  }

  return {
    alias,
    nameOf,
    ensure: (active, building) =>
      reach(async () => {
        const state = await make(active);
        if (building !== null) await make(building);
        if (!(await client.indices.existsAlias({ name: alias }, options))) await pointAt(active);
        return state;
      }),
    count: () => reach(async () => (await client.count({ index: alias }, { requestTimeout: deadlines.search })).count),
    pointAt: (generation) => reach(() => pointAt(generation)),
    remove: (generations) =>
      reach(async () => {
        for (const generation of generations) {
          await client.indices.delete({ index: nameOf(generation), ignore_unavailable: true }, options);
        }
      }),
  };
}
