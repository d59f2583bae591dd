import { onAbort } from "./aborted.ts";

/**
 * Does work whose signal is aborted after so many milliseconds, or with the signal around it. AbortSignal.any and
 * AbortSignal.timeout would do, but leave a timer behind that goes off long after the work is over, and what the collector
 * has to watch; many steps of each request are within a time.
 */
export async function withinTime<Result>(
  milliseconds: number,
  around: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  around?.throwIfAborted();
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException("The time is over", "TimeoutError")), milliseconds);
  timer.unref();
  const leave = around && onAbort(around, (reason) => controller.abort(reason));
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    leave?.();
  }
}
