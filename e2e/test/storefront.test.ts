import { installedChromium } from "@angidi/testing";
import { afterAll, beforeAll, describe } from "@jest/globals";
import { journeys } from "../journeys/index.ts";
import { type StorefrontWorld, startStorefrontWorld } from "../src/storefront.ts";

const isThere = installedChromium() !== undefined;
const describeJourneys = isThere ? describe : describe.skip;

describeJourneys(`the storefront in a browser${isThere ? "" : "; left out: without Chromium"}`, () => {
  let world: StorefrontWorld;
  beforeAll(async () => {
    world = await startStorefrontWorld();
  }, 360_000);
  afterAll(() => world?.stop(), 60_000);

  for (const { title, define } of journeys) describe(title, () => define(() => world));
});
