import { setTimeout as wait } from "node:timers/promises";
import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { publish, relay, wakeRelay } from "../src/index.ts";
import { createWorld, event, type World } from "./world.ts";

/** The warnings of the process that begin with a name. */
function warningsAbout(name: string): readonly string[] {
  return warned.mock.calls.map(([warning]) => String(warning)).filter((warning) => warning.startsWith(`${name}:`));
}
let warned: jest.SpiedFunction<typeof process.emitWarning>;
beforeEach(() => {
  warned = jest.spyOn(process, "emitWarning").mockImplementation(() => {});
});
afterEach(() => warned.mockRestore());

describe("a relay whose log is away", () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  test("asks it ever more rarely, however many events come meanwhile, and warns once", async () => {
    let isAway = true;
    let asked = 0;
    const log: typeof world.log = {
      ...world.log,
      async append(events) {
        asked += 1;
        if (isAway) throw new Error("away");
        await world.log.append(events);
      },
    };
    await world.run(relay({ database: world.publisher, log, source: "orders" }));
    for (let version = 1; version <= 40; version++) {
      await world.publisher.transaction((transaction) => publish(transaction, [event("a", version)]));
      wakeRelay("orders");
      await wait(10);
    }
    expect(asked).toBeLessThanOrEqual(3);
    expect(warningsAbout("orders.relay")).toHaveLength(1);
    isAway = false;
    await eventually(async () => {
      const [row] = await world.publisher.query<{ count: number }>(
        "test.waiting",
        "SELECT count(*) AS count FROM outbox WHERE relayed_at IS NULL",
      );
      expect(row!.count).toBe(0);
    });
  });
});
