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
   * Under load, events that come within so long are handed over together: a round costs much the same for one and for many.
   * The first after a quiet time comes at once. 100 by default; an engine whose brokers make the batches (Kafka) goes by theirs.
   */
  readonly gatheringMilliseconds?: number;
  /**
   * Called with the group's next events, those of a subject and topic in order; one call at a time for a subject. Between
   * topics order is the engine's matter: where topics are apart (Kafka) a later event of one may come before an earlier one
   * of another. When it has resolved they are done with. When it rejects they come again, later, and so do they when the
   * process dies: the same event may be handed over more than once. `signal` is aborted when the consumer stops or does not
   * have these events to itself any more; what is under way may be finished.
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

/** All that there is of some topics. */
export interface Replay {
  readonly topics: readonly string[];
  /** Most events handed over at a time. */
  readonly batchSize: number;
  /** Called with the next events, those of a subject and topic in order, one call at a time. What it throws ends the replay. */
  readonly handle: (events: readonly DomainEvent[]) => Promise<void>;
  /** Ends the replay, which then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** The log of all events, in order within a subject and topic, kept for replay. Every engine passes test/contract. */
export interface EventLog {
  /**
   * Appends events in order, all of them or else it rejects. To append again what may be there already is safe: an engine
   * passes it over by its id (PostgreSQL) or has it twice (Kafka), but never before what it came after the first time. So
   * consumers act by an event's id or its subject's version, not by how often it comes.
   */
  append(events: readonly DomainEvent[]): Promise<void>;
  /**
   * A worker that hands a group its events. Subscriptions of one group share them, whatever process they are in. A group
   * that is new starts from the beginning. A topic that is new to a group starts from where the group is, or from its own
   * beginning where each topic has a place of its own (Kafka): what was published before may come or not, what is published
   * after does.
   */
  subscribe(subscription: Subscription): Worker;
  /**
   * Hands over every event of the topics, from the beginning to what was the last when it began, and then resolves. It
   * belongs to no group, and moves none.
   */
  replay(settings: Replay): Promise<void>;
  /** Every group that ever subscribed, by name; or the one asked for. */
  groups(group?: string): Promise<ConsumerGroup[]>;
  /** The events that groups gave up on. */
  readonly deadLetters: DeadLetters;
  close(): Promise<void>;
}
