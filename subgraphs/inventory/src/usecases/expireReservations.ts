import type { Ports } from "../ports.ts";
import { letGo } from "./steps/letGo.ts";

/** So many at once: their SKUs are locked together. */
const batchSize = 50;

/**
 * Gives back what orders held that neither committed nor released in time: the backstop for an order whose placement died
 * and is never driven again. "more" when there may be others.
 */
export async function expireReservations({
  store,
  lowStockThreshold,
}: Pick<Ports, "store" | "lowStockThreshold">): Promise<"more" | "done"> {
  if (!(await store.reservations.hasExpired())) return "done";
  const expired = await store.transaction(async (transaction) => {
    const orderIds = await transaction.reservations.expire(batchSize);
    await letGo(transaction, orderIds, lowStockThreshold);
    return orderIds.length;
  });
  return expired === batchSize ? "more" : "done";
}
