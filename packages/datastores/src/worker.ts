import { AsyncLocalStorage } from "node:async_hooks";

/** Something that runs beside the requests: a relay, a consumer, the jobs. `stop` resolves when nothing of it runs. */
export interface Worker {
  name: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const work = new AsyncLocalStorage<true>();

/** Runs `task` so that the statements it causes, also later by timers it set, count as a worker's and not a request's. */
export function asWorker<T>(task: () => T): T {
  return work.run(true, task);
}

/** Whether the code that asks runs below `asWorker`. */
export function isWorker(): boolean {
  return work.getStore() === true;
}
