import type { Database, Worker } from "@angidi/datastores";
import { orderConfirmed } from "@angidi/event-contracts";
import { consume, type EventLog, postgresEffects } from "@angidi/events";
import { lockedCarts } from "../data/lockedCarts.ts";
import { postgresRedemptions } from "../data/postgresRedemptions.ts";
import { takeOrderedLines } from "../usecases/takeOrderedLines.ts";

/** Closes the checkout of every order that is confirmed. */
export function orderConfirmedConsumer(log: EventLog, database: Database): Worker {
  return consume({
    log,
    group: "carts.order-confirmed",
    topics: [orderConfirmed.type],
    effects: postgresEffects(database),
    handle: (transaction, { data }) =>
      takeOrderedLines(
        { carts: lockedCarts(transaction), redemptions: postgresRedemptions(transaction) },
        orderConfirmed.data.parse(data),
      ),
  });
}
