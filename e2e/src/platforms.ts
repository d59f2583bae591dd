import { afterAll, beforeAll, describe } from "@jest/globals";
import { type Platform, startTestPlatform } from "./testPlatform.ts";

export const modes = ["one-process", "distributed"] as const;
export type Mode = (typeof modes)[number];

const startDeadlineMilliseconds = 120_000;

/** Runs scenarios against the platform in each way of running it, started once for all of them, with the demo store. */
export function onEveryPlatform(
  title: string,
  scenarios: (platform: () => Platform) => void,
  environment: Readonly<Record<string, string>> = {},
): void {
  describe.each(modes)(`${title} (%s)`, (mode) => {
    let platform: Platform;
    beforeAll(async () => {
      platform = await startTestPlatform({ mode, environment });
    }, startDeadlineMilliseconds);
    afterAll(() => platform?.stop(), startDeadlineMilliseconds);
    scenarios(() => platform);
  });
}
