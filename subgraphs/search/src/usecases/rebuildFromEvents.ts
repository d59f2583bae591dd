import type { Database } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { Generations } from "../data/indexWriter.ts";
import type { SearchEngine } from "../data/searchEngine.ts";
import { productTopics, toProductChange } from "../events/productChange.ts";
import { indexProducts } from "./indexProducts.ts";

/** Hands over every event of the topics from the log's beginning to what was last when it began, in order per subject. */
export type Replay = (order: {
  readonly topics: readonly string[];
  readonly batchSize: number;
  readonly handle: (events: readonly DomainEvent[]) => Promise<void>;
  readonly signal: AbortSignal;
}) => Promise<unknown>;

const batchSize = 200;

/**
 * Builds a new generation from the events of products instead of asking the catalogue, and puts it in the place of the
 * active one; what happens meanwhile is written to both. False when another one is being built. One that was left by a
 * process that died is begun again from the first event: versions pass over what is there.
 */
export async function rebuildFromEvents(
  {
    database,
    generations,
    writerOn,
  }: { database: Database; generations: Generations; writerOn: SearchEngine["writerOn"] },
  replay: Replay,
  signal: AbortSignal,
): Promise<boolean> {
  const building = (await generations.begin("EVENTS")) ?? (await generations.building());
  if (building?.source !== "EVENTS") return false;
  await replay({
    ...{ topics: productTopics, batchSize, signal },
    async handle(events) {
      await database.transaction((transaction) => indexProducts(writerOn(transaction), events.map(toProductChange)));
      await generations.readTo(building.generation, null, events.length);
    },
  });
  signal.throwIfAborted();
  await generations.activate(building.generation);
  return true;
}
