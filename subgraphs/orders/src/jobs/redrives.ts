import type { Database, Jobs, Transaction } from "@angidi/datastores";
import type { FulfilmentKey } from "../domain/orderId.ts";
import type { SagaName } from "../domain/parked.ts";
import type { SagaKey } from "../saga/saga.ts";

/** The subject of a saga to go on with; `attempt` counts the attempts that failed before. */
export interface SagaWork extends SagaKey {
  readonly attempt: number;
}

/** What a job goes on with, by the name of its queue, which is that of its saga. */
export interface Redrivable extends Readonly<Record<Exclude<SagaName, "fulfilment">, SagaWork>> {
  readonly fulfilment: { readonly fulfilment: FulfilmentKey; readonly attempt: number };
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
  jobs.work("edit", handlers.edit);
  jobs.work("refund", handlers.refund);
  jobs.work("return", handlers.return);
  jobs.work("fulfilment", handlers.fulfilment);
}
