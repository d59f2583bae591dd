import { repeatedly, type Worker } from "@angidi/datastores";
import type { HotStock } from "../data/hotStock/hotStock.ts";
import type { Ports } from "../ports.ts";

/**
 * Learns what is hot elsewhere, and compares the counters with the truth: updates may have been lost, and Redis may have
 * been away. One process does so each second, and one statement.
 */
export function hotStockUpkeep({
  store,
  hotStock,
  log,
}: Pick<Ports, "store" | "log"> & { readonly hotStock: HotStock }): Worker {
  return repeatedly({
    name: "inventory.hotStock",
    everyMilliseconds: 1_000,
    onError: (error) => log.warn({ err: error }, "Comparing the counters of hot stock failed; it is tried again"),
    async run() {
      const skus = await hotStock.survey();
      if (skus.length > 0) await hotStock.update(await store.stock.counts(skus));
      return "done";
    },
  });
}
