import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { withinTime } from "../src/index.ts";

describe("work within a time", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const untilAborted = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

  test("gives its result, and leaves no timer behind", async () => {
    expect(await withinTime(1_000, undefined, async (signal) => signal.aborted)).toBe(false);
    await expect(withinTime(1_000, undefined, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(jest.getTimerCount()).toBe(0);
  });

  test("is told to end when the time is over", async () => {
    const work = withinTime(1_000, undefined, untilAborted);
    jest.advanceTimersByTime(1_000);
    await expect(work).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("is told to end with what is around it, and not begun when that has ended", async () => {
    const around = new AbortController();
    const work = withinTime(1_000, around.signal, untilAborted);
    around.abort(new Error("gone"));
    await expect(work).rejects.toThrow("gone");
    await expect(withinTime(1_000, around.signal, async () => "begun")).rejects.toThrow("gone");
    expect(jest.getTimerCount()).toBe(0);
  });
});
