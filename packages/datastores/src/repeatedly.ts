import { setTimeout as wait } from "node:timers/promises";
import { warningsOf } from "./warnings.ts";
import { asWorker, type Worker } from "./worker.ts";

/** A worker that can be told that there is something to do. */
export interface WakeableWorker extends Worker {
  wake(): void;
}

/**
 * Runs a task again and again: at once when woken, otherwise on a timer, never twice at a time. `run` says whether there
 * is more to do right away. After a failure it is tried again later, ever later up to half a minute, however often it is
 * woken: what is away is not asked by everything that happens meanwhile. A failure never ends the worker. Without
 * `onError` the first is warned of, and the next after it has worked again.
 *
 * With `gatheringMilliseconds` a run that follows another begins no sooner than so long after that one began, unless that
 * one said "more": what comes one by one in quick succession is done together, and the first after a quiet time at once.
 */
export function repeatedly({
  name,
  everyMilliseconds,
  gatheringMilliseconds = 0,
  run,
  onError,
}: {
  readonly name: string;
  readonly everyMilliseconds: number;
  readonly gatheringMilliseconds?: number;
  readonly run: (signal: AbortSignal) => Promise<"more" | "done">;
  readonly onError?: (error: unknown) => void;
}): WakeableWorker {
  const warnings = warningsOf(name);
  const stopping = new AbortController();
  let woken = false;
  let wakeUp: () => void = () => {};
  let loop: Promise<void> | undefined;

  /** Waits for the timer, a wake-up or the end. A wake-up during the last run counts too. */
  function pause(milliseconds: number): Promise<void> {
    if (woken || stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Waits for the timer or the end. */
  function rest(milliseconds: number): Promise<void> {
    return wait(milliseconds, undefined, { signal: stopping.signal }).catch(() => {});
  }

  async function work(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      woken = false;
      const began = performance.now();
      try {
        const outcome = await run(stopping.signal);
        failures = 0;
        warnings.recovered();
        if (outcome === "done") {
          await pause(everyMilliseconds);
          const left = began + gatheringMilliseconds - performance.now();
          if (left > 0) await rest(left);
        }
      } catch (error) {
        if (stopping.signal.aborted) return;
        (onError ?? warnings.warn)(error);
        failures += 1;
        await rest(Math.min(30_000, everyMilliseconds * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2));
      }
    }
  }

  return {
    name,
    async start() {
      loop ??= asWorker(work);
    },
    async stop() {
      stopping.abort();
      wakeUp();
      await loop;
    },
    wake() {
      woken = true;
      wakeUp();
    },
  };
}
