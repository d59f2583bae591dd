import type { Ports } from "../ports.ts";
import { serveLine } from "./steps/serveLine.ts";

/** So many SKUs are locked together. */
const mostSkus = 10;

/**
 * Goes on with lines that were too long for the transaction in which the goods came: one part of them, in a transaction of its
 * own. Whoever dies between two parts has lost nothing; two who do it at once take turns at the SKU's lock. "more" when there
 * may be others.
 */
export async function serveUnserved({
  store,
  lowStockThreshold,
}: Pick<Ports, "store" | "lowStockThreshold">): Promise<"more" | "done"> {
  const skus = await store.reservations.unserved(mostSkus);
  if (skus.length === 0) return "done";
  await store.transaction(async (transaction) => {
    const stock = await transaction.stock.lock(skus);
    // Those that are not through now are noted again, behind the others.
    await transaction.reservations.forgetUnserved(skus);
    await serveLine(transaction, stock, lowStockThreshold);
  });
  return "more";
}
