import type { Database } from "@angidi/datastores";
import { repeatedly } from "@angidi/events";
import type { Generations } from "../data/indexWriter.ts";
import type { SearchEngine } from "../data/searchEngine.ts";
import type { Catalog } from "../services/catalog.ts";
import { indexProducts } from "./indexProducts.ts";

interface RebuildPorts {
  readonly database: Database;
  readonly generations: Generations;
  readonly catalog: Catalog;
  readonly writerOn: SearchEngine["writerOn"];
}

/**
 * Builds the generation that was begun, page by page from the catalogue, and puts it in the place of the active one.
 * Events change both meanwhile, and versions keep a page that was read before a change from undoing it. What is done is
 * noted after every page: a process that takes over goes on from there, and two at once do the same twice, no harm.
 */
export function rebuilding({ database, generations, catalog, writerOn }: RebuildPorts) {
  let isPrepared = false;
  return repeatedly({
    name: "search.rebuild",
    everyMilliseconds: 5_000,
    async run() {
      if (!isPrepared) await generations.prepare();
      isPrepared = true;
      const building = await generations.building();
      if (!building) return (await generations.sweep()) ? "more" : "done";
      if (building.source !== "CATALOG") return "done"; // see rebuildFromEvents.ts
      const { products, next } = await catalog.page(building.readTo, null);
      await database.transaction((transaction) =>
        indexProducts(
          writerOn(transaction),
          products.map(({ product, version }) => ({ productId: product.id, version, product })),
        ),
      );
      await generations.readTo(building.generation, next, products.length);
      if (next === null) await generations.activate(building.generation);
      return "more";
    },
  });
}
