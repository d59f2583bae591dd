import type { Database, Jobs, Transaction } from "@angidi/datastores";
import type { SagaName } from "../domain/parked.ts";
import { type QueuedWork, readWork, type SagaWork } from "./sagaWork.ts";

/** Work that is looked at again, by whichever process is alive then. */
export interface Redrives {
  /** With a transaction: if and only if that commits. */
  later(queue: SagaName, work: SagaWork, seconds: number, transaction?: Transaction): Promise<void>;
  /** The same, unless one for this reason waits for the same subject already: however many ask, there is one job. */
  onceMore(
    reason: LookReason,
    queue: SagaName,
    work: SagaWork,
    seconds: number,
    transaction?: Transaction,
  ): Promise<void>;
}

/**
 * Why a subject is looked at again: somebody said that its payment moved, its shopper's time will be over, or a step of it
 * stalled. Each is apart, so that what is wanted soon is not dropped for what waits long.
 */
export type LookReason = "payment-moved" | "patience-over" | "stalled";

/** How the work of each queue, which is named after its saga, is done. */
export type Handlers = Readonly<Record<SagaName, (work: SagaWork) => Promise<void>>>;

/** Redrives by jobs of the subgraph's own. */
export function redrivesBy(jobs: Jobs, database: Database): Redrives {
  return {
    later: (queue, work, seconds, transaction) =>
      jobs.send(transaction ?? database, queue, work, { startAfterSeconds: Math.ceil(Math.max(0, seconds)) }),
    onceMore: (reason, queue, work, seconds, transaction) =>
      jobs.send(transaction ?? database, queue, work, {
        startAfterSeconds: Math.ceil(Math.max(0, seconds)),
        singletonKey: `${reason}:${work.order.id}:${work.id}`,
      }),
  };
}

/** Says how the jobs are done, whichever version of this code sent them; before they are started. */
export function handleRedrives(jobs: Jobs, handlers: Handlers): void {
  for (const [queue, handle] of Object.entries(handlers) as [SagaName, Handlers[SagaName]][]) {
    jobs.work<QueuedWork>(queue, async (queued) => handle(readWork(queue, queued)));
  }
}
