import { type Documents, type DocumentTransaction, openDocuments } from "@angidi/datastores";
import { consume, mongoEffects, relayDocuments } from "@angidi/events";
import type { EventStores, OpenStores } from "../stores.ts";
import { audienceOn } from "./audience.ts";
import { type Collections, collectionsOf, declarations, publishing } from "./collections.ts";
import { newNotificationsOn } from "./newNotifications.ts";
import { notificationsOn } from "./notifications.ts";
import { ordersOn } from "./orders.ts";
import { activeTemplatesOn, templatesOn } from "./templates.ts";

/** Notifications on MongoDB, its collections and indexes made where they are missing. */
export async function mongoStores({ url }: { readonly url: string }, name: string): Promise<OpenStores> {
  const documents = await openDocuments({ url, name, applicationName: name, collections: declarations });
  const collections = collectionsOf(documents);
  return {
    stores: {
      notifications: notificationsOn(documents, collections),
      audience: audienceOn(collections),
      orders: ordersOn(collections),
      templates: templatesOn(collections),
    },
    act: (work) => documents.transaction((transaction) => work(eventStoresOn(documents, collections, transaction))),
    consume: ({ handleBatch, ...what }) =>
      consume({
        ...what,
        effects: mongoEffects(documents),
        handleBatch: (transaction, events) => handleBatch(eventStoresOn(documents, collections, transaction), events),
      }),
    relayTo: (log) => relayDocuments({ documents, collections: publishing, log, source: name }),
    close: () => documents.close(),
  };
}

/** What an event's messages are written with, in its transaction. */
export function eventStoresOn(
  documents: Documents,
  collections: Collections,
  transaction: DocumentTransaction,
): EventStores {
  return {
    notifications: newNotificationsOn(documents, collections, transaction),
    audience: audienceOn(collections, transaction),
    orders: ordersOn(collections, transaction),
    templates: activeTemplatesOn(collections, transaction),
    afterCommit: transaction.afterCommit,
  };
}
