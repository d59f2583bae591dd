import { metricsRoute } from "@angidi/telemetry";
import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { createWorld, effects, event, postgres, recorder, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const seen = () => effects(world.consumer);

test("a consumer acts once although its group's offset was lost", async () => {
  await world.log.append([event("a", 1)]);
  const first = recorder(world);
  await first.start();
  await eventually(async () => expect(await seen()).toEqual(["a:1"]));
  await first.stop();
  await postgres.rewind(world, "carts.test");
  await world.run(recorder(world));
  await world.log.append([event("a", 2)]);
  await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
});

test("while two versions of a consumer differ in their topics, nothing passes by the newer one", async () => {
  await world.run(recorder(world, { topics: ["order.confirmed"] }));
  await world.log.append([event("a", 1)]);
  await eventually(async () => expect(await seen()).toEqual(["a:1"]));
  await world.run(recorder(world, { topics: ["order.placed", "order.confirmed"] }));
  await eventually(async () => expect((await world.log.groups())[0]?.topics).toHaveLength(2));
  await world.log.append([event("b", 1, "order.placed"), event("b", 2), event("b", 3, "order.placed")]);
  await eventually(async () => expect(await seen()).toEqual(["a:1", "b:1", "b:2", "b:3"]));
});

test("lag, dead letters and what was handled can be read as metrics", async () => {
  const read = async () => (await metricsRoute({ from: "anywhere" }).handle({ headers: {} })).body;
  const group = "carts.measured";
  await world.log.append([event("a", 1), event("poison", 1)]);
  await world.run(
    recorder(world, {
      group,
      attempts: 1,
      check: ({ subject }) => {
        if (subject === "poison") throw new Error("no");
      },
    }),
  );
  await eventually(async () => expect(await read()).toContain(`angidi_dead_letters{group="${group}"} 1`));
  await eventually(async () => expect(await read()).toContain(`angidi_consumer_lag{group="${group}"} 0`));
  for (const outcome of ["handled", "failed", "parked"]) {
    expect(await read()).toContain(`angidi_events_consumed_total{group="${group}",outcome="${outcome}"} 1`);
  }
});
