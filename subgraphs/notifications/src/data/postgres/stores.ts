import { openMigratedDatabase, type Transaction } from "@angidi/datastores";
import { consume, postgresEffects, relay } from "@angidi/events";
import type { EventStores, OpenStores } from "../stores.ts";
import { audienceOn } from "./audience.ts";
import { migrations } from "./migrations.ts";
import { notificationsOn } from "./notifications.ts";
import { ordersOn } from "./orders.ts";
import { activeTemplatesOn, templatesOn } from "./templates.ts";

/** Notifications on PostgreSQL. Throws SchemaBehind before migrations have run. */
export async function postgresStores(
  { databaseUrl }: { readonly databaseUrl: string },
  name: string,
): Promise<OpenStores> {
  const database = await openMigratedDatabase({ url: databaseUrl, schema: name, migrations });
  return {
    stores: {
      notifications: notificationsOn(database),
      audience: audienceOn(database),
      orders: ordersOn(database),
      templates: templatesOn(database),
    },
    act: (work) => database.transaction((transaction) => work(eventStoresOn(transaction))),
    consume: ({ handleBatch, ...what }) =>
      consume({
        ...what,
        effects: postgresEffects(database),
        handleBatch: (transaction, events) => handleBatch(eventStoresOn(transaction), events),
      }),
    relayTo: (log) => relay({ database, log, source: name }),
    close: () => database.close(),
  };
}

/** What an event's messages are written with, in its transaction. */
export function eventStoresOn(transaction: Transaction): EventStores {
  return {
    notifications: notificationsOn(transaction),
    audience: audienceOn(transaction),
    orders: ordersOn(transaction),
    templates: activeTemplatesOn(transaction),
    afterCommit: transaction.afterCommit,
  };
}
