import { emptyDatabase } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { recordRuns } from "../src/benchmark.ts";
import { type BenchPlatform, startBenchPlatform } from "../src/benchPlatform.ts";
import { measureFanOut } from "../src/fanOut.ts";
import { floorScripts } from "../src/floorScript.ts";
import { underLoad } from "../src/load.ts";
import { scenarios } from "../src/scenarios.ts";
import { makeWorld, type World } from "../src/world.ts";

const patience = 120_000;

/** The benchmark in small. Times depend on the machine and are not judged; statements do not. */
describe("the benchmark", () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let platform: BenchPlatform;
  let world: World;
  beforeAll(async () => {
    database = await emptyDatabase("bench");
    platform = await startBenchPlatform({}, database.url);
    world = await makeWorld(platform.url);
  }, patience);
  afterAll(async () => {
    await platform?.remove();
    await database?.drop();
  }, patience);

  test.each(scenarios)(
    "$name stays within its statements, the same under load",
    async (scenario) => {
      if (scenario.needs && !world.rootFields.includes(scenario.needs)) return;
      const [run] = await recordRuns(platform, scenario, world, 1);
      const labels = run!.statements.map(({ label }) => label);
      expect(labels.length).toBeGreaterThan(0);
      expect(labels.length).toBeLessThanOrEqual(scenario.budget);

      let runs = 0;
      const underway = await platform.record(async () => {
        const order = { url: platform.url, scenario: scenario.name, world, connections: 2 };
        // On a busy machine not even one that hashes a password may come to its end so soon.
        for (const seconds of [0.5, 10]) {
          if (runs === 0) ({ runs } = await underLoad(platform, { ...order, warmUpSeconds: 0.1, seconds }));
        }
      });
      expect(runs).toBeGreaterThan(0);
      expect(underway.length).toBeGreaterThan(0);
    },
    patience,
  );

  test(
    "the script of a floor makes anew what each run makes anew",
    async () => {
      const checkout = scenarios.find(({ name }) => name === "checkout")!;
      const [run] = await recordRuns(platform, checkout, world, 1);
      const [script] = floorScripts([run!], ["outbox"]);
      const { text, variables } = script!;
      expect(text).toMatch(/^SELECT .*uuidv7\(\)::text AS .* \\gset$/m);
      expect(text.match(/^BEGIN;$/gm)?.length).toBe(text.match(/^COMMIT;$/gm)?.length);
      expect(text).toContain("orders.outbox");
      const ids = Object.values(variables).filter((value) => /^[0-9a-f-]{36}$/.test(value));
      for (const id of ids) expect(JSON.stringify(run!.again)).toContain(id);
    },
    patience,
  );

  test(
    "a change reaches every subscriber with at most four statements for each, beside those of the change itself",
    async () => {
      const { statements } = await measureFanOut(platform, world, 20);
      expect(statements).toBeLessThanOrEqual(5);
    },
    patience,
  );
});
