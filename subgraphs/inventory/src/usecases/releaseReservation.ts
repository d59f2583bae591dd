import type { Ports } from "../ports.ts";
import { letGo } from "./steps/letGo.ts";

/**
 * Gives back what an order still holds. What was never reserved is released too, for good: a reservation that was on its
 * way when its order was given up must not hold stock for ever.
 */
export async function releaseReservation(
  { store, lowStockThreshold }: Pick<Ports, "store" | "lowStockThreshold">,
  orderId: string,
): Promise<{ readonly kind: "released"; readonly orderId: string }> {
  await store.transaction(async (transaction) => {
    await transaction.reservations.giveUp(orderId);
    await letGo(transaction, [orderId], lowStockThreshold);
  });
  return { kind: "released", orderId };
}
