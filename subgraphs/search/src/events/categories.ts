import type { Worker } from "@angidi/datastores";
import { categoryUpdated } from "@angidi/event-contracts";
import { consume, postgresEffects } from "@angidi/events";
import { reindexCategory } from "../usecases/reindexCategory.ts";
import type { IndexingPorts } from "./indexing.ts";

/** Has what products say of their category follow it: its name, its place in the tree, what it defines. */
export function categoryIndexing({ log, ...ports }: IndexingPorts): Worker {
  return consume({
    log,
    group: "search.categories",
    topics: [categoryUpdated.type],
    effects: postgresEffects(ports.database),
    versioned: true,
    async handleBatch(transaction, events) {
      // Of several changes the catalogue has the last one anyway.
      const slugs = new Map(
        events.map(({ subject, data }) => [subject, categoryUpdated.data.parse(data).category.slug]),
      );
      // Pages have transactions of their own, so that no other writer waits; without a word in between the server would
      // take this one for forgotten.
      const staysAwake = () => transaction.query("search.stayAwake", "SELECT 1");
      for (const slug of slugs.values()) await reindexCategory(ports, slug, staysAwake);
    },
  });
}
