import type { Database } from "@angidi/datastores";
import { categoryUpdated } from "@angidi/event-contracts";
import type { EventLog } from "@angidi/events";
import type { Building, Generations } from "../data/generations.ts";
import type { SearchEngine } from "../data/searchEngine.ts";
import { categoriesOfNow } from "../events/categoriesOfNow.ts";
import { productTopics, toProductChange } from "../events/productChange.ts";
import { indexProducts } from "./indexProducts.ts";

const batchSize = 200;

/**
 * Builds a generation from the events of products instead of asking the catalogue, and puts it in the place of the active
 * one; what happens meanwhile is written to both. One that was left by a process that died is begun again from the first
 * event: versions pass over what is there. Rejects with the reason of `signal` when that is aborted.
 */
export async function rebuildFromEvents(
  {
    database,
    generations,
    writerOn,
    replay,
  }: {
    readonly database: Database;
    readonly generations: Generations;
    readonly writerOn: SearchEngine["writerOn"];
    readonly replay: EventLog["replay"];
  },
  building: Building,
  signal: AbortSignal,
): Promise<void> {
  const categories = categoriesOfNow();
  await replay({
    ...{ topics: [categoryUpdated.type], batchSize, signal },
    async handle(events) {
      events.forEach(categories.learn);
    },
  });
  await replay({
    ...{ topics: productTopics, batchSize, signal },
    async handle(events) {
      const changes = events.map((event) => toProductChange(event, categories.applyTo));
      await database.transaction((transaction) => indexProducts(writerOn(transaction), changes));
      await generations.readTo(building.generation, null, events.length);
    },
  });
  signal.throwIfAborted();
  await generations.activate(building.generation);
}
