import type { Database, Jobs, Transaction } from "@angidi/datastores";
import type { FulfilmentKey, OrderKey } from "../domain/orderId.ts";

/** What a job goes on with, by the name of its queue. `attempt` counts the attempts that failed before. */
export interface Redrivable {
  readonly placement: { readonly order: OrderKey; readonly attempt: number };
  readonly fulfilment: { readonly fulfilment: FulfilmentKey; readonly attempt: number };
  readonly refund: { readonly order: OrderKey; readonly refundId: string; readonly attempt: number };
}

/** Work that is looked at again, by whichever process is alive then. */
export interface Redrives {
  /** With a transaction: if and only if that commits. */
  later<Queue extends keyof Redrivable>(
    queue: Queue,
    work: Redrivable[Queue],
    seconds: number,
    transaction?: Transaction,
  ): Promise<void>;
}

/** How the work of each queue is done. */
export type Handlers = { readonly [Queue in keyof Redrivable]: (work: Redrivable[Queue]) => Promise<void> };

/** Redrives by jobs of the subgraph's own. */
export function redrivesBy(jobs: Jobs, database: Database): Redrives {
  return {
    later: (queue, work, seconds, transaction) =>
      jobs.send(transaction ?? database, queue, work, { startAfterSeconds: Math.ceil(Math.max(0, seconds)) }),
  };
}

/** Says how the jobs are done; before they are started. */
export function handleRedrives(jobs: Jobs, handlers: Handlers): void {
  jobs.work("placement", handlers.placement);
  jobs.work("fulfilment", handlers.fulfilment);
  jobs.work("refund", handlers.refund);
}
