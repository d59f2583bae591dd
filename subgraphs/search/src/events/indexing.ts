import type { Database, Worker } from "@angidi/datastores";
import { inventoryUpdated, orderConfirmed } from "@angidi/event-contracts";
import { consume, type EventLog, postgresEffects } from "@angidi/events";
import type { SearchEngine } from "../data/searchEngine.ts";
import { countSales } from "../usecases/countSales.ts";
import { indexProducts } from "../usecases/indexProducts.ts";
import { productTopics, toProductChange } from "./productChange.ts";

/** What keeps the index up to date: one consumer for each thing that it is told of, a batch of events at a time. */
export function indexingWorkers(log: EventLog, database: Database, writerOn: SearchEngine["writerOn"]): Worker[] {
  return [
    consume({
      log,
      group: "search.products",
      topics: productTopics,
      effects: postgresEffects(database),
      versioned: true,
      handleBatch: (transaction, events) => indexProducts(writerOn(transaction), events.map(toProductChange)),
    }),
    consume({
      log,
      group: "search.stock",
      topics: [inventoryUpdated.type],
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
