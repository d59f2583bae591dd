/** What is to be done when a signal is aborted; one listener of a signal serves all calls that it ends. */
const endings = new WeakMap<AbortSignal, Set<(reason: Error) => void>>();

/** Has `end` called when the signal is aborted; gives a function that takes it back. */
export function onAbort(signal: AbortSignal, end: (reason: Error) => void): () => void {
  let waiting = endings.get(signal);
  if (!waiting) {
    const all = new Set<(reason: Error) => void>();
    signal.addEventListener("abort", () => endAll(all, signal.reason), { once: true });
    endings.set(signal, all);
    waiting = all;
  }
  waiting.add(end);
  return () => void waiting.delete(end);
}

function endAll(waiting: ReadonlySet<(reason: Error) => void>, reason: unknown): void {
  const error = reason instanceof Error ? reason : new Error(String(reason));
  for (const end of waiting) end(error);
}
