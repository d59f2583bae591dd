import type { Worker } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import type { DeadLetters } from "./deadLetters.ts";

/** What one consumer wants of the log. */
export interface Subscription {
  readonly group: string;
  readonly topics: readonly string[];
  /** Most events handed over at a time. */
  readonly batchSize: number;
  /**
   * Called with the group's next events, those of a subject in order; one call at a time for a subject. When it has
   * resolved they are done with. When it rejects they come again, later, and so do they when the process dies: the same
   * event may be handed over more than once. `signal` is aborted when the consumer stops or is not alone any more; what
   * is under way may be finished.
   */
  readonly handle: (events: readonly DomainEvent[], signal: AbortSignal) => Promise<void>;
}

/** How far a group is. */
export interface ConsumerGroup {
  readonly group: string;
  readonly topics: readonly string[];
  /** Its place in the log, as the engine writes it. */
  readonly position: string;
  /** How many events of its topics it has not handled yet. */
  readonly lag: number;
  /** When it last got through a batch; null before the first. */
  readonly lastHandledAt: Date | null;
}

/** The log of all events, in order within a subject, kept for replay. Every engine passes test/contract. */
export interface EventLog {
  /** Appends events in order; those that are there already (by id) are passed over. */
  append(events: readonly DomainEvent[]): Promise<void>;
  /**
   * A worker that hands a group its events. Subscriptions of one group share them, whatever process they are in. A group
   * that is new starts from the beginning; a topic that is new to a group starts from where the group is.
   */
  subscribe(subscription: Subscription): Worker;
  /** Every group that ever subscribed, by name; or the one asked for. */
  groups(group?: string): Promise<ConsumerGroup[]>;
  /** The events that groups gave up on. */
  readonly deadLetters: DeadLetters;
  close(): Promise<void>;
}
