import { setTimeout as pause } from "node:timers/promises";
import { inventoryUpdated, productCreated, productDeleted, productUpdated } from "@angidi/event-contracts";
import { openEventLog } from "@angidi/events";
import type { Invalidations } from "@angidi/gateway";
import { type Environment, eventsDatabaseUrlOf, readEventLog } from "@angidi/subgraph";

/** Stock changes with every order: more often than this, answers do not go out of date by it. */
const stockPauseMilliseconds = 1_000;

/**
 * Has the answers that the gateway keeps go out of date by the platform's events, from the log that the environment names;
 * undefined when it names none. The groups are shared by all gateways, so several need a Redis to keep their answers in.
 *
 * What changed of a product is told by its id. Stock is told by SKU, which hardly any answer that shows availability
 * holds, and it changes all the time. So all availability goes out of date at once, but only once a second: that makes it
 * fresher than its five seconds, and a crowd before one product still costs one question a second.
 */
export function invalidationsBy(environment: Environment): Invalidations | undefined {
  if (!eventsDatabaseUrlOf(environment)) return undefined;
  const settings = readEventLog(environment);
  return async (invalidate) => {
    const log = openEventLog(settings);
    const consumers = [
      log.subscribe({
        group: "gateway.products",
        topics: [productCreated.type, productUpdated.type, productDeleted.type],
        batchSize: 500,
        handle: (events) => invalidate(["Product[]", ...events.flatMap(productTags)]),
      }),
      log.subscribe({
        group: "gateway.stock",
        topics: [inventoryUpdated.type],
        batchSize: 5_000,
        async handle(_events, signal) {
          await invalidate(["subgraph:inventory"]);
          await pause(stockPauseMilliseconds, undefined, { signal }).catch(() => {});
        },
      }),
    ];
    await Promise.all(consumers.map((consumer) => consumer.start()));
    return {
      async stop() {
        await Promise.all(consumers.map((consumer) => consumer.stop()));
        await log.close();
      },
    };
  };
}

/** Of a product and its variants, and of the lists that it may have come into or left. */
function productTags({ subject, type, data }: { subject: string; type: string; data: unknown }): readonly string[] {
  const variants = type === productDeleted.type ? [] : productUpdated.data.parse(data).product.variants;
  return [`Product:${subject}`, ...variants.map(({ id }) => `Variant:${id}`)];
}
