/**
 * Does the work with a signal that is aborted after so many milliseconds, or with one of `others`. The clock stops with
 * the work: a timer left behind for each request would be many.
 */
export async function withDeadline<Result>(
  milliseconds: number,
  others: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new Error("The request's deadline has passed")), milliseconds);
  const signal = others.length > 0 ? AbortSignal.any([deadline.signal, ...others]) : deadline.signal;
  try {
    return await work(signal);
  } finally {
    clearTimeout(timer);
  }
}
