/**
 * Runs at most `width` tasks at a time and lets `waiting` more queue, in the order in which they came. What comes beyond
 * that is run at once: it is for others to refuse it.
 */
export function makeLane({ width, waiting }: { readonly width: number; readonly waiting: number }) {
  const queue: (() => void)[] = [];
  let running = 0;

  return async function run<T>(task: () => Promise<T>): Promise<T> {
    if (running >= width && queue.length >= waiting) return task();
    if (running < width) running += 1;
    // Whoever leaves hands its place over, so `running` stays as it is.
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
