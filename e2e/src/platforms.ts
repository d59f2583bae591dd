import { afterAll, beforeAll, describe } from "@jest/globals";
import { type EngineSet, missingEngines } from "./engines.ts";
import type { Scenario } from "./scenario.ts";
import { type Platform, startTestPlatform } from "./testPlatform.ts";

export const modes = ["one-process", "distributed"] as const;
export type Mode = (typeof modes)[number];

const startDeadlineMilliseconds = 240_000;

/**
 * Runs scenarios one after the other against one platform with the demo store. On engines of scale that are not there they
 * are left out, and the title says which.
 */
export function runScenarios(mode: Mode, engines: EngineSet, scenarios: readonly Scenario[]): void {
  const missing = engines === "embedded" ? [] : missingEngines();
  const describePlatform = missing.length === 0 ? describe : describe.skip;
  const why = missing.length === 0 ? "" : `; left out: without ${missing.join(", ")}`;
  describePlatform(`(${mode}, ${engines}${why})`, () => onPlatform({ mode, engines }, scenarios));
}

/** Runs what needs a platform with settings of its own, in each way of running it, on the embedded engines. */
export function onEveryPlatform(
  title: string,
  define: Scenario["define"],
  environment: Readonly<Record<string, string>>,
): void {
  for (const mode of modes) {
    describe(`(${mode})`, () => onPlatform({ mode, environment }, [{ title, define }]));
  }
}

function onPlatform(settings: Parameters<typeof startTestPlatform>[0], scenarios: readonly Scenario[]): void {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startTestPlatform(settings);
  }, startDeadlineMilliseconds);
  afterAll(() => platform?.stop(), startDeadlineMilliseconds);
  for (const { title, define } of scenarios) describe(title, () => define(() => platform));
}
