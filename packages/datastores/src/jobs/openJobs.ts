import { type JobResult, PgBoss, type Job as Taken } from "pg-boss";
import { type Database, StoreUnavailable } from "../database/database.ts";
import { newId } from "../ids.ts";
import { asWorker } from "../worker.ts";
import { bossDatabase, sendingThrough } from "./bossDatabase.ts";
import type { Jobs, JobsSettings, QueueOptions } from "./jobs.ts";

interface Queue {
  handler: (data: never, signal: AbortSignal) => Promise<void>;
  options: QueueOptions;
}

/** Retries and delayed jobs wait for the next poll; new ones are woken by NOTIFY. */
const POLL_SECONDS = 1.5;
/** A process that was killed is noticed after this (pg-boss takes no less), and a look every two seconds. */
const HEARTBEAT_SECONDS = 10;
const LOOK_SECONDS = 2;
const STOP_GRACE = 10_000;

/** Opens the jobs of a schema on the database's own pool. Nothing is sent before `start`, or the first `send`. */
export function openJobs(database: Database, { schema, onError = warn }: JobsSettings): Jobs {
  const queues = new Map<string, Queue>();
  const boss = new PgBoss({
    db: bossDatabase(database, schema),
    schema,
    migrate: false,
    createSchema: false,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
    registerInstance: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  });
  boss.on("error", (error) => onError(error, (error as { queue?: string }).queue ?? schema));

  let ready: Promise<void> | undefined;
  const prepare = () => {
    ready ??= asWorker(async () => {
      await boss.start();
      for (const [name, { options }] of queues) await ensureQueue(boss, name, options);
    }).catch((error) => {
      ready = undefined;
      throw error;
    });
    return ready;
  };

  return {
    work: (queue, handler, options = {}) => {
      if (queues.has(queue)) throw new TypeError(`The queue ${queue} has a handler already.`);
      queues.set(queue, { handler, options });
    },
    send: async (queryable, queue, data, { startAfterSeconds, singletonKey = newId() } = {}) => {
      if (!queues.has(queue)) throw new TypeError(`The queue ${queue} has no handler.`);
      await prepare();
      const db = sendingThrough(queryable, `${schema}.send.${queue}`);
      await boss.send(queue, data, { db, singletonKey, ...(startAfterSeconds && { startAfter: startAfterSeconds }) });
    },
    start: async () => {
      await prepare();
      await asWorker(async () => {
        for (const [name, queue] of queues) await startWork(boss, name, queue, onError);
      });
    },
    stop: async () => {
      await ready?.catch(() => {});
      await asWorker(() => boss.stop({ close: false, graceful: true, timeout: STOP_GRACE }));
      ready = undefined;
    },
  };
}

async function ensureQueue(boss: PgBoss, name: string, { retries = 15, timeoutSeconds = 60 }: QueueOptions) {
  const settings = {
    retryLimit: retries,
    retryBackoff: true,
    retryDelay: 1,
    retryDelayMax: 60,
    expireInSeconds: timeoutSeconds,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: 86_400,
    notify: true,
  };
  // "short": of the jobs with one singleton key one may wait. A job sent without a key gets one of its own.
  await boss.createQueue(name, { policy: "short", ...settings });
  await boss.updateQueue(name, settings); // for a queue that an earlier version made
}

async function startWork(boss: PgBoss, name: string, { handler, options }: Queue, onError: OnError): Promise<void> {
  const { concurrency = 4 } = options;
  // Two workers with half of the jobs each: while one waits for a slow job of its batch, the other goes on.
  const localConcurrency = Math.min(2, concurrency);
  const settings = {
    localConcurrency,
    batchSize: Math.ceil(concurrency / localConcurrency),
    burstWhenBatchFull: true,
    perJobResults: true,
    pollingIntervalSeconds: POLL_SECONDS,
    notifyPollingIntervalSeconds: POLL_SECONDS,
  } as const;
  await boss.work<object, JobResult[], typeof settings>(name, settings, (batch) =>
    Promise.all(batch.map((job) => run(job, handler, (error) => onError(error, name)))),
  );
}

async function run(job: Taken, handler: Queue["handler"], onError: (error: unknown) => void): Promise<JobResult> {
  try {
    await handler(job.data as never, job.signal);
    return { id: job.id, status: "completed" };
  } catch (error) {
    onError(error);
    return {
      id: job.id,
      status: "failed",
      output: { message: error instanceof Error ? error.message : String(error) },
    };
  }
}

type OnError = NonNullable<JobsSettings["onError"]>;

function warn(error: unknown, queue: string): void {
  if (error instanceof StoreUnavailable) return; // told by whatever else needs the store
  process.emitWarning(`A job of ${queue} failed: ${error instanceof Error ? error.message : String(error)}`);
}
