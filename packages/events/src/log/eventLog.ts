import type { DomainEvent } from "@angidi/event-contracts";

/** How a batch ended: how many of its events are done with, and whether the group should go on at once. */
export interface ConsumedBatch {
  readonly taken: number;
}

/** The log of all events, in order within a subject, kept for replay. */
export interface EventLog {
  /** Appends events in order; those that are there already (by id) are passed over. */
  append(events: readonly DomainEvent[]): Promise<void>;
  /**
   * Hands the group its next events of the topics, in order, one at a time, and moves the group's offset past each
   * after `handle` has resolved; what `handle` throws leaves the offset before that event. Gives 0 also while another
   * consumer of the group is at it. A group that is new starts from the beginning.
   */
  take(group: string, topics: readonly string[], handle: (event: DomainEvent) => Promise<void>): Promise<ConsumedBatch>;
  /** Calls back whenever events may have been appended, until the function given back is called. */
  onAppended(callback: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
