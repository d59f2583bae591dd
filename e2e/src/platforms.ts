import { afterAll, beforeAll, describe } from "@jest/globals";
import { type EngineSet, engineSets, missingEngines } from "./engines.ts";
import { type Platform, startTestPlatform } from "./testPlatform.ts";

export const modes = ["one-process", "distributed"] as const;
export type Mode = (typeof modes)[number];

const startDeadlineMilliseconds = 120_000;

/**
 * Runs scenarios against the platform in each way of running it, on the embedded engines and on those of scale, started
 * once for all of them, with the demo store. Engines of scale that are not there are left out, and the title says which.
 */
export function onEveryPlatform(
  title: string,
  scenarios: (platform: () => Platform) => void,
  environment: Readonly<Record<string, string>> = {},
): void {
  for (const engines of engineSets) {
    const missing = engines === "embedded" ? [] : missingEngines();
    const describePlatform = missing.length === 0 ? describe : describe.skip;
    const why = missing.length === 0 ? "" : `; left out: without ${missing.join(", ")}`;
    for (const mode of modes) {
      describePlatform(`${title} (${mode}, ${engines}${why})`, () => onPlatform(mode, engines, scenarios, environment));
    }
  }
}

function onPlatform(
  mode: Mode,
  engines: EngineSet,
  scenarios: (platform: () => Platform) => void,
  environment: Readonly<Record<string, string>>,
): void {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startTestPlatform({ mode, engines, environment });
  }, startDeadlineMilliseconds);
  afterAll(() => platform?.stop(), startDeadlineMilliseconds);
  scenarios(() => platform);
}
