import { type Database, type Locks, repeatedly } from "@angidi/datastores";
import type { EventLog } from "@angidi/events";
import type { Building, Generations } from "../data/generations.ts";
import type { SearchEngine } from "../data/searchEngine.ts";
import type { Catalog } from "../services/catalog.ts";
import { indexProducts } from "../usecases/indexProducts.ts";
import { rebuildFromEvents } from "../usecases/rebuildFromEvents.ts";

interface RebuildPorts {
  readonly database: Database;
  readonly generations: Generations;
  readonly catalog: Catalog;
  readonly writerOn: SearchEngine["writerOn"];
  readonly replay: EventLog["replay"];
  readonly locks: Locks;
}

/**
 * Builds the generation that was begun, page by page from the catalogue or from the log's events, and puts it in the place
 * of the active one. Events change both meanwhile, and versions keep what was read before a change from undoing it. Of
 * several processes the one that holds the lock builds. What is done is noted after every page: a process that takes over
 * goes on from there, and should two be at it after all, the same is done twice, no harm.
 */
export function rebuilding(ports: RebuildPorts) {
  const { generations, locks } = ports;
  return repeatedly({
    name: "search.rebuild",
    everyMilliseconds: 5_000,
    async run(signal) {
      // Every time: an index can be lost while this runs.
      await generations.prepare();
      if (!(await generations.building())) return (await generations.sweep()) ? "more" : "done";
      const held = await locks.hold("rebuild", (lost) => build(ports, AbortSignal.any([signal, lost])));
      return held.kind === "done" ? "more" : "done";
    },
  });
}

/** Resolves when nothing is left to be built, or when `signal` is aborted, after the page that is under way. */
async function build(ports: RebuildPorts, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      const building = await ports.generations.building();
      if (!building || signal.aborted) return;
      if (building.source === "EVENTS") await rebuildFromEvents(ports, building, signal);
      else await takePage(ports, building);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function takePage({ database, generations, catalog, writerOn }: RebuildPorts, building: Building): Promise<void> {
  const { products, next } = await catalog.page(building.readTo, null);
  await database.transaction((transaction) =>
    indexProducts(
      writerOn(transaction),
      products.map(({ product, version }) => ({ productId: product.id, version, product })),
    ),
  );
  await generations.readTo(building.generation, next, products.length);
  if (next === null) await generations.activate(building.generation);
}
