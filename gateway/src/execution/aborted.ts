/** The promise's outcome, or the signal's reason if that comes first: not every call heeds its signal. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    // A request's signal sees many calls; none leaves its listener behind.
    signal.removeEventListener("abort", onAbort);
  }
}
