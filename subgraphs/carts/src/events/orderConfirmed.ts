import type { Database, Worker } from "@angidi/datastores";
import { orderConfirmed } from "@angidi/event-contracts";
import { consume, type EventLog, postgresEffects } from "@angidi/events";
import type { CartKeeping } from "../data/cartKeeping.ts";
import { postgresRedemptions } from "../data/postgres/redemptions.ts";
import { takeOrderedLines } from "../usecases/takeOrderedLines.ts";

/** Closes the checkout of every order that is confirmed. */
export function orderConfirmedConsumer(log: EventLog, database: Database, keeping: CartKeeping): Worker {
  return consume({
    log,
    group: "carts.order-confirmed",
    topics: [orderConfirmed.type],
    effects: postgresEffects(database),
    handle: async (transaction, { data }) =>
      takeOrderedLines(
        { carts: await keeping.lockedCarts(transaction), redemptions: postgresRedemptions(transaction) },
        orderConfirmed.data.parse(data),
      ),
  });
}
