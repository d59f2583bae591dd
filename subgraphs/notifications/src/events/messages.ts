import type { Worker } from "@angidi/datastores";
import {
  cartAbandoned,
  orderCancelled,
  orderConfirmed,
  orderDelivered,
  orderEdited,
  orderPlaced,
  orderRejected,
  orderShipped,
  paymentFailed,
  paymentRefunded,
  userRegistered,
  userVerificationRequested,
} from "@angidi/event-contracts";
import type { EventLog } from "@angidi/events";
import type { OpenStores } from "../data/stores.ts";
import type { Ports } from "../ports.ts";
import { takeEvents } from "../usecases/takeEvents.ts";

const contracts = [
  orderPlaced,
  orderConfirmed,
  orderEdited,
  orderShipped,
  orderDelivered,
  orderCancelled,
  orderRejected,
  paymentFailed,
  paymentRefunded,
  userRegistered,
  userVerificationRequested,
  cartAbandoned,
];

/** Turns events into messages. They are written here and sent elsewhere: a provider that is away holds no event up. */
export function messagesConsumer(
  log: EventLog,
  consume: OpenStores["consume"],
  ports: Pick<Ports, "links" | "verifications" | "shop" | "now" | "newId" | "log" | "wakeSender">,
): Worker {
  return consume({
    log,
    group: "notifications.messages",
    topics: contracts.map(({ type }) => type),
    async handleBatch(stores, events) {
      const written = await takeEvents({ ...ports, ...stores }, events);
      if (written > 0) stores.afterCommit(ports.wakeSender);
    },
  });
}
