/** Thrown instead of queueing when too many wait already. */
export class QueueFull extends Error {
  override readonly name = "QueueFull";
}

/**
 * Runs at most `concurrency` tasks at a time and lets at most `waiting` more queue, in order; beyond that it throws
 * QueueFull at once, for work that would only be done after its caller has given up helps nobody.
 */
export function boundedConcurrency({ concurrency, waiting }: { concurrency: number; waiting: number }) {
  const queue: (() => void)[] = [];
  let running = 0;

  return async function run<T>(task: () => Promise<T>): Promise<T> {
    if (running < concurrency) running += 1;
    else {
      if (queue.length >= waiting) throw new QueueFull("Too much work is waiting already");
      // Whoever leaves hands its place over, so `running` stays as it is.
      await new Promise<void>((resolve) => queue.push(resolve));
    }
    try {
      return await task();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
