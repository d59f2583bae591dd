import type { Database, Worker } from "@angidi/datastores";
import {
  orderCancelled,
  orderConfirmed,
  orderDelivered,
  orderPlaced,
  orderRejected,
  orderShipped,
  paymentFailed,
  paymentRefunded,
  userRegistered,
} from "@angidi/event-contracts";
import { consume, type EventLog } from "@angidi/events";
import { postgresAudience } from "../data/postgresAudience.ts";
import { postgresNotifications } from "../data/postgresNotifications.ts";
import { postgresOrderContacts } from "../data/postgresOrderContacts.ts";
import { postgresActiveTemplates } from "../data/postgresTemplates.ts";
import type { Ports } from "../ports.ts";
import { takeEvent } from "../usecases/takeEvent.ts";

const contracts = [
  orderPlaced,
  orderConfirmed,
  orderShipped,
  orderDelivered,
  orderCancelled,
  orderRejected,
  paymentFailed,
  paymentRefunded,
  userRegistered,
];

/** Turns events into messages. They are written here and sent elsewhere: a provider that is away holds no event up. */
export function messagesConsumer(
  log: EventLog,
  database: Database,
  ports: Pick<Ports, "links" | "shop" | "now" | "newId" | "log" | "wakeSender">,
): Worker {
  return consume({
    log,
    group: "notifications.messages",
    topics: contracts.map(({ type }) => type),
    database,
    async handle(transaction, event) {
      const written = await takeEvent(
        {
          ...ports,
          notifications: postgresNotifications(transaction),
          audience: postgresAudience(transaction),
          orders: postgresOrderContacts(transaction),
          templates: postgresActiveTemplates(transaction),
        },
        event,
      );
      if (written > 0) transaction.afterCommit(ports.wakeSender);
    },
  });
}
