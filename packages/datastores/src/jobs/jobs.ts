import type { Queryable } from "../database/database.ts";

/** What is done later or again: retries, timers, what a dead process left. Jobs run at least once, in no order. */
export interface Jobs {
  /**
   * Adds a job to a queue. Through a transaction it exists if and only if that commits. While a job with the same
   * `singletonKey` waits in the queue (a delayed one too), another one is not added.
   */
  send(queryable: Queryable, queue: string, data: object, options?: SendOptions): Promise<void>;
  /**
   * Says how the jobs of a queue are done, before `start`. A handler that throws is called again later; `signal` is
   * aborted when its time is over, when the job was taken away, or when the process stops and it does not get done.
   */
  work<Data>(queue: string, handler: (data: Data, signal: AbortSignal) => Promise<void>, options?: QueueOptions): void;
  start(): Promise<void>;
  /** Takes no more jobs, waits for those that run, and gives back those that do not end. */
  stop(): Promise<void>;
}

export interface SendOptions {
  startAfterSeconds?: number;
  singletonKey?: string;
}

export interface QueueOptions {
  /** How often a failing job is tried again, with growing pauses of up to a minute; 15 by default. */
  retries?: number;
  /** After how long a handler counts as failed; 60 s by default. */
  timeoutSeconds?: number;
  /** How many jobs of the queue run at once in this process; 4 by default. */
  concurrency?: number;
}

export interface JobsSettings {
  /** The schema of the jobs' tables, made by `migrateJobs`. */
  schema: string;
  /** Told of every failure of a handler, before its job is tried again or given up. */
  onError?: (error: unknown, queue: string) => void;
}
