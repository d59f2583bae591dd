import { setTimeout as pause } from "node:timers/promises";

const LONGEST_PAUSE = 100;

/**
 * Tries `check` until it neither throws nor gives false, and gives its answer. What it threw last is thrown when
 * that takes longer than `timeout` milliseconds.
 */
export async function eventually<T>(check: () => T | Promise<T>, { timeout = 10_000 } = {}): Promise<T> {
  const deadline = Date.now() + timeout;
  for (let wait = 5; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    let failure: unknown;
    try {
      const answer = await check();
      if (answer !== false) return answer;
      failure = new Error(`This did not come true within ${timeout} ms: ${check}`);
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) throw failure;
    await pause(wait);
  }
}
