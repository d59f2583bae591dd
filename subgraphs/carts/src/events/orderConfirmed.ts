import type { Database, Worker } from "@angidi/datastores";
import { orderConfirmed } from "@angidi/event-contracts";
import { consume, type EventLog, postgresEffects } from "@angidi/events";
import type { CartKeeping } from "../data/cartKeeping.ts";
import { postgresRedemptions } from "../data/postgres/redemptions.ts";
import { takeOrderedLines } from "../usecases/takeOrderedLines.ts";

/** Closes the checkout of every order that is confirmed; `onAwaited` is told of a cart that a customer waits for. */
export function orderConfirmedConsumer(
  log: EventLog,
  database: Database,
  keeping: CartKeeping,
  onAwaited: () => void,
): Worker {
  return consume({
    log,
    group: "carts.order-confirmed",
    topics: [orderConfirmed.type],
    effects: postgresEffects(database),
    async handleBatch(transaction, events) {
      const ports = { carts: await keeping.lockedCarts(transaction), redemptions: postgresRedemptions(transaction) };
      const orders = events.map(({ data }) => orderConfirmed.data.parse(data));
      // In the order of the carts' ids: two batches that have carts in common must not wait for each other in a circle.
      for (const order of orders.toSorted((one, other) => one.cartId.localeCompare(other.cartId))) {
        const { isAwaited } = await takeOrderedLines(ports, order);
        if (isAwaited) transaction.afterCommit(onAwaited);
      }
    },
  });
}
