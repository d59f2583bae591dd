import type { Database, Worker } from "@angidi/datastores";
import { inventoryUpdated, orderConfirmed } from "@angidi/event-contracts";
import { consume, type EventLog, postgresEffects } from "@angidi/events";
import type { SearchEngine } from "../data/searchEngine.ts";
import type { Catalog } from "../services/catalog.ts";
import { countSales } from "../usecases/countSales.ts";
import { indexProducts } from "../usecases/indexProducts.ts";
import { categoryIndexing } from "./categories.ts";
import { productTopics, toProductChange } from "./productChange.ts";

export interface IndexingPorts {
  readonly log: EventLog;
  readonly database: Database;
  readonly catalog: Catalog;
  readonly writerOn: SearchEngine["writerOn"];
}

/** What keeps the index up to date: one consumer for each thing that it is told of, a batch of events at a time. */
export function indexingWorkers(ports: IndexingPorts): Worker[] {
  const { log, database, writerOn } = ports;
  return [
    categoryIndexing(ports),
    consume({
      log,
      group: "search.products",
      topics: productTopics,
      effects: postgresEffects(database),
      versioned: true,
      handleBatch: (transaction, events) =>
        indexProducts(
          writerOn(transaction),
          events.map((event) => toProductChange(event)),
        ),
    }),
    consume({
      log,
      group: "search.stock",
      topics: [inventoryUpdated.type],
      gatheringMilliseconds: 500,
      effects: postgresEffects(database),
      versioned: true,
      handleBatch: (transaction, events) =>
        writerOn(transaction).setStock(
          events.map(({ data, subjectVersion }) => {
            const { sku, available } = inventoryUpdated.data.parse(data);
            return { sku, inStock: available === null || available > 0, version: subjectVersion };
          }),
        ),
    }),
    consume({
      log,
      group: "search.popularity",
      topics: [orderConfirmed.type],
      // A document that shows more sales is written anew in each of its indexes: the sales of two seconds are one change of it.
      gatheringMilliseconds: 2_000,
      effects: postgresEffects(database),
      handleBatch: (transaction, events) =>
        countSales(
          writerOn(transaction),
          events.flatMap(({ data, time }) =>
            orderConfirmed.data
              .parse(data)
              .lines.map(({ productId, quantity }) => ({ productId, pieces: quantity, at: new Date(time) })),
          ),
        ),
    }),
  ];
}
