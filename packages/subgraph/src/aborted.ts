import type { SubgraphRequest } from "./transport.ts";

type End = (reason: unknown) => void;

/** The calls that a signal ends, and the one listener that serves them all while there are any. */
interface Endings {
  readonly calls: Set<End>;
  readonly listener: () => void;
}

const endings = new WeakMap<AbortSignal, Endings>();

/** Has `end` called when the signal is aborted; gives a function that takes it back. */
export function onAbort(signal: AbortSignal, end: End): () => void {
  let known = endings.get(signal);
  if (!known) {
    known = endingsOf(signal);
    endings.set(signal, known);
  }
  const { calls, listener } = known;
  if (calls.size === 0) signal.addEventListener("abort", listener, once);
  calls.add(end);
  return () => {
    if (calls.delete(end) && calls.size === 0) signal.removeEventListener("abort", listener);
  };
}

/** Has `end` called when the call must end, in the cheapest way there is; gives a function that takes it back. */
export function whenEnded(request: Pick<SubgraphRequest, "signal" | "whenEnded">, end: End): () => void {
  return request.whenEnded ? request.whenEnded(end) : onAbort(request.signal, end);
}

function endingsOf(signal: AbortSignal): Endings {
  const calls = new Set<End>();
  return {
    calls,
    listener() {
      for (const end of calls) end(signal.reason);
    },
  };
}

const once = { once: true };
