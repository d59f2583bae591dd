import type { CollectionDeclaration, Documents, DocumentTransaction } from "@angidi/datastores";
import { consumerCollections, pendingEventsIndex, relayCollections, type WithPendingEvents } from "@angidi/events";
import type { ClientSession, Collection } from "mongodb";
import type { Settings } from "../../domain/audience.ts";
import type { Channel, Kind } from "../../domain/kind.ts";
import type { Notification } from "../../domain/notification.ts";
import type { OrderContact } from "../../domain/occasion.ts";
import type { WaitingEvent } from "../../domain/orderQueue.ts";
import type { Template, TemplateKey } from "../../domain/template.ts";

/** A message with its sending, its attempts at it and the events that tell of them: all that changes together. */
export interface NotificationDocument extends Omit<Notification, "id">, WithPendingEvents {
  readonly _id: string;
  readonly providerId: string | null;
  /** When it is next to be sent, or, while somebody is at it, when their lease ends. */
  readonly dueAt: Date;
  readonly claim: string | null;
}

/**
 * That an event has its message on a channel. A unique index of messages could not say so on a cluster of shards, where
 * they are spread by their own ids, by which they are settled.
 */
export interface WrittenMessage {
  /** Event and channel. */
  readonly _id: string;
  readonly writtenAt: Date;
}

/** How somebody is reached, and what they set. */
export interface ContactDocument extends Partial<Settings> {
  /** The user's. */
  readonly _id: string;
  readonly email?: string;
  readonly displayName?: string;
  /** Orders whose news waits for the address. */
  readonly waitingOrders?: readonly string[];
}

/** A token stands for one installed app. Who signs in there last has it. */
export interface DeviceDocument {
  /** The token. */
  readonly _id: string;
  readonly userId: string;
  readonly registeredAt: Date;
}

/** What somebody chose; what is not here is as the kind has it. */
export interface PreferencesDocument {
  /** A user or, by a keyed hash, a guest's address. */
  readonly _id: string;
  readonly chosen: Readonly<Partial<Record<Kind, Readonly<Partial<Record<Channel, boolean>>>>>>;
}

/** Whom an order's news is for, and what of it waits. */
export interface OrderDocument {
  /** The order's. */
  readonly _id: string;
  readonly contact?: Omit<OrderContact, "orderId">;
  readonly told?: number;
  readonly waiting?: readonly WaitingEvent[];
  /** When an event has waited long enough. */
  readonly waitsUntil?: Date;
}

/** A template that is sent in a version that staff saved. A version never changes, so this is a copy without worry. */
export interface ActiveTemplateDocument extends TemplateKey {
  readonly _id: string;
  readonly active: StoredVersion;
}

/** A version that staff saved. Each is a document: one with all of them would grow without end. */
export interface VersionDocument extends StoredVersion {
  /** Template and version: no two versions have one number. */
  readonly _id: string;
  readonly templateId: string;
}

export interface StoredVersion extends Omit<Template, keyof TemplateKey | "active"> {
  readonly createdAt: Date;
}

/** The collections of notifications. */
export interface Collections {
  readonly notifications: Collection<NotificationDocument>;
  readonly written: Collection<WrittenMessage>;
  readonly contacts: Collection<ContactDocument>;
  readonly devices: Collection<DeviceDocument>;
  readonly preferences: Collection<PreferencesDocument>;
  readonly orders: Collection<OrderDocument>;
  readonly activeTemplates: Collection<ActiveTemplateDocument>;
  readonly versions: Collection<VersionDocument>;
}

/** What they are called in the database. */
export const collectionNames = {
  notifications: "notifications",
  written: "written_messages",
  contacts: "contacts",
  devices: "devices",
  preferences: "preferences",
  orders: "orders",
  activeTemplates: "active_templates",
  versions: "template_versions",
} as const satisfies Record<keyof Collections, string>;

export function collectionsOf({ db }: Documents): Collections {
  return {
    notifications: db.collection(collectionNames.notifications),
    written: db.collection(collectionNames.written),
    contacts: db.collection(collectionNames.contacts),
    devices: db.collection(collectionNames.devices),
    preferences: db.collection(collectionNames.preferences),
    orders: db.collection(collectionNames.orders),
    activeTemplates: db.collection(collectionNames.activeTemplates),
    versions: db.collection(collectionNames.versions),
  };
}

/** The option that makes a call part of a transaction, if there is one. */
export function within(transaction: DocumentTransaction | undefined): { readonly session?: ClientSession } {
  return transaction ? { session: transaction.session } : {};
}

/** Those whose documents publish. */
export const publishing = [collectionNames.notifications];

/** After that no event is news any more, so that it cannot become a message a second time. */
const writtenForSeconds = 30 * 24 * 3600;

const newestFirst = { createdAt: -1, _id: -1 } as const;
const byId = { _id: "hashed" } as const;

export const declarations: readonly CollectionDeclaration[] = [
  ...consumerCollections,
  ...relayCollections,
  {
    name: collectionNames.notifications,
    indexes: [
      { name: "due", key: { dueAt: 1 }, partialFilterExpression: { status: "PENDING" } },
      { name: "newest", key: newestFirst },
      {
        name: "pending_of_order",
        key: { orderId: 1, channel: 1, orderVersion: 1 },
        partialFilterExpression: { status: "PENDING" },
      },
      { name: "of_order", key: { orderId: 1, ...newestFirst } },
      {
        name: "inbox",
        key: { userId: 1, ...newestFirst },
        partialFilterExpression: { channel: "IN_APP", status: "SENT" },
      },
      pendingEventsIndex,
    ],
    shardKey: byId,
  },
  {
    name: collectionNames.written,
    indexes: [{ name: "forgotten", key: { writtenAt: 1 }, expireAfterSeconds: writtenForSeconds }],
    shardKey: byId,
  },
  { name: collectionNames.contacts, indexes: [], shardKey: byId },
  {
    name: collectionNames.devices,
    indexes: [{ name: "of_user", key: { userId: 1, registeredAt: -1 } }],
    shardKey: byId,
  },
  { name: collectionNames.preferences, indexes: [], shardKey: byId },
  {
    name: collectionNames.orders,
    indexes: [{ name: "overdue", key: { waitsUntil: 1 }, sparse: true }],
    shardKey: byId,
  },
  { name: collectionNames.activeTemplates, indexes: [], shardKey: byId },
  {
    name: collectionNames.versions,
    indexes: [{ name: "newest", key: { templateId: 1, version: -1 } }],
    shardKey: byId,
  },
];
