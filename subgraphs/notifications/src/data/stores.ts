import type { Worker } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { ConsumerSettings, EventLog } from "@angidi/events";
import type { AudienceStore } from "./audienceStore.ts";
import type { NotificationRepository } from "./notificationRepository.ts";
import type { OrderStore } from "./orderStore.ts";
import type { TemplateStore } from "./templateStore.ts";

/** Everything that notifications keeps, on one engine. */
export interface Stores {
  readonly notifications: NotificationRepository;
  readonly audience: AudienceStore;
  readonly orders: Pick<OrderStore, "overdue">;
  readonly templates: TemplateStore;
}

/** What events are turned into messages with: their changes are one transaction, with the record that they took effect. */
export interface EventStores {
  readonly notifications: Pick<NotificationRepository, "add">;
  readonly audience: AudienceStore;
  readonly orders: Pick<OrderStore, "open" | "save">;
  readonly templates: Pick<TemplateStore, "active">;
  afterCommit(callback: () => void): void;
}

/** What is consumed, and what is done with events. */
export interface Consumption
  extends Pick<ConsumerSettings<never>, "log" | "group" | "topics" | "gatheringMilliseconds"> {
  handleBatch(stores: EventStores, events: readonly DomainEvent[]): Promise<void>;
}

/** The stores of one engine, and what goes with it. */
export interface OpenStores {
  readonly stores: Stores;
  /** Does what an event would, without one: in one transaction. */
  act<T>(work: (stores: EventStores) => Promise<T>): Promise<T>;
  /** Has events take effect in these stores. */
  consume(consumption: Consumption): Worker;
  /** Moves the events of what was changed into the log. */
  relayTo(log: EventLog): Worker;
  close(): Promise<void>;
}
