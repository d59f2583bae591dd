import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { repeatedly } from "../src/index.ts";

/** The warnings of the process that begin with a name. */
function warningsAbout(name: string): readonly string[] {
  return warned.mock.calls.map(([warning]) => String(warning)).filter((warning) => warning.startsWith(`${name}:`));
}
let warned: jest.SpiedFunction<typeof process.emitWarning>;
beforeEach(() => {
  warned = jest.spyOn(process, "emitWarning").mockImplementation(() => {});
});
afterEach(() => warned.mockRestore());

describe("a task that is run again and again", () => {
  test("warns when it begins to fail, and again only after it has worked", async () => {
    const runs: string[] = [];
    let fails = true;
    const worker = repeatedly({
      name: "test.task",
      everyMilliseconds: 1,
      async run() {
        runs.push(fails ? "failed" : "worked");
        if (fails) throw new Error("away");
        return "done";
      },
    });
    const failed = (count: number) => eventually(() => runs.filter((run) => run === "failed").length >= count);
    await worker.start();
    await failed(4);
    expect(warningsAbout("test.task")).toEqual(["test.task: Error: away"]);
    fails = false;
    await eventually(() => runs.includes("worked"));
    fails = true;
    await failed(runs.filter((run) => run === "failed").length + 3);
    expect(warningsAbout("test.task")).toHaveLength(2);
    await worker.stop();
  });

  test("gathers what wakes it in quick succession, and does the first after a quiet time at once", async () => {
    let runs = 0;
    const gathering = 300;
    const worker = repeatedly({
      name: "test.gathering",
      everyMilliseconds: 30_000,
      gatheringMilliseconds: gathering,
      run: async () => {
        runs += 1;
        return "done";
      },
    });
    const began = performance.now();
    await worker.start();
    await eventually(() => runs === 1);
    for (let wakes = 0; wakes < 20; wakes++) worker.wake();
    await eventually(() => runs === 2);
    expect(performance.now() - began).toBeGreaterThanOrEqual(gathering);
    expect(runs).toBe(2);
    await worker.stop();
  });

  test("ends at once also while it rests", async () => {
    const worker = repeatedly({
      name: "test.rest",
      everyMilliseconds: 30_000,
      run: () => Promise.reject(new Error("away")),
    });
    await worker.start();
    await eventually(() => warningsAbout("test.rest").length === 1);
    const before = performance.now();
    await worker.stop();
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
