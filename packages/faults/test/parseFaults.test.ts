import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { followFaultsFile, parseFaults } from "../src/index.ts";

test("faults are written by port, part and kind, one a line or with semicolons", () => {
  const { plan, mistakes } = parseFaults(`
    services.inventory.reserveStock:error=0.02,slow=0.05/2s   # a slow warehouse
    database:lost=1; provider.test:timeout=0.1
  `);
  expect(mistakes).toEqual([]);
  expect(Object.fromEntries(plan)).toEqual({
    "services.inventory.reserveStock": [
      { kind: "error", probability: 0.02, milliseconds: 0 },
      { kind: "slow", probability: 0.05, milliseconds: 2_000 },
    ],
    database: [{ kind: "lost", probability: 1, milliseconds: 0 }],
    "provider.test": [{ kind: "timeout", probability: 0.1, milliseconds: 5_000 }],
  });
});

test("every mistake is told at once", () => {
  const { mistakes } = parseFaults(
    "cellar:error=0.1; database.orders.rows:error=0.1; gateway:duplicate=0.1; events:error=2,slow; redis:lost=0.1/5s; search:error=0; search:error=0; nothing",
  );
  expect(mistakes).toEqual([
    "“cellar” begins with none of services, gateway, provider, events, database, redis, search",
    "“database.orders.rows” must be database, or database.<subgraph>",
    "gateway knows no “duplicate”, only error, lost, timeout, slow, kill",
    "“error=2” must have a probability from 0 to 1",
    "“slow” must be a fault and its probability, such as error=0.01 or slow=0.1/200ms",
    "“redis:lost=0.1/5s”: only slow and timeout take so long".replace("redis:", ""),
    "search is there twice",
    "“nothing” must be a point, a colon and its faults, such as database:error=0.01",
  ]);
});

test("a file of faults is followed; one with mistakes changes nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "angidi-faults-"));
  const file = join(folder, "faults");
  const told: (readonly string[])[] = [];
  const { plan, stop } = followFaultsFile(file, (mistakes) => told.push(mistakes));
  try {
    expect(plan().size).toBe(0);
    writeFileSync(file, "database:error=0.5");
    await eventually(() => expect([...plan().keys()]).toEqual(["database"]));
    writeFileSync(file, "database:error=many");
    await eventually(() => expect(told).toHaveLength(1));
    expect([...plan().keys()]).toEqual(["database"]);
    rmSync(file);
    await eventually(() => expect(plan().size).toBe(0));
  } finally {
    stop();
    rmSync(folder, { recursive: true });
  }
});
