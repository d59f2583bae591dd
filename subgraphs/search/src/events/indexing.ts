import type { Database, Worker } from "@angidi/datastores";
import {
  inventoryUpdated,
  orderConfirmed,
  productCreated,
  productDeleted,
  productUpdated,
} from "@angidi/event-contracts";
import { consume, type EventLog, postgresEffects } from "@angidi/events";
import { postgresWriter } from "../data/postgres/indexWriter.ts";
import { countSales } from "../usecases/countSales.ts";
import { indexProducts, type ProductChange } from "../usecases/indexProducts.ts";

/** What keeps the index up to date: one consumer for each thing that it is told of, a batch of events at a time. */
export function indexingWorkers(log: EventLog, database: Database): Worker[] {
  return [
    consume({
      log,
      group: "search.products",
      topics: [productCreated.type, productUpdated.type, productDeleted.type],
      effects: postgresEffects(database),
      versioned: true,
      handleBatch: (transaction, events) => indexProducts(postgresWriter(transaction), events.map(toProductChange)),
    }),
    consume({
      log,
      group: "search.stock",
      topics: [inventoryUpdated.type],
      effects: postgresEffects(database),
      versioned: true,
      handleBatch: (transaction, events) =>
        postgresWriter(transaction).setStock(
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
          postgresWriter(transaction),
          events.flatMap(({ data, time }) =>
            orderConfirmed.data
              .parse(data)
              .lines.map(({ productId, quantity }) => ({ productId, pieces: quantity, at: new Date(time) })),
          ),
        ),
    }),
  ];
}

function toProductChange({
  type,
  subject,
  subjectVersion,
  data,
}: {
  readonly type: string;
  readonly subject: string;
  readonly subjectVersion: number;
  readonly data: unknown;
}): ProductChange {
  const product = type === productDeleted.type ? null : productUpdated.data.parse(data).product;
  return { productId: subject, version: subjectVersion, product };
}
