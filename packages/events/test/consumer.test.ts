import { metricsRoute } from "@angidi/telemetry";
import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { actOnce, type Effect } from "../src/consumer/effect.ts";
import { createWorld, effects, event, postgres, recordEffect, recorder, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const seen = () => effects(world.consumer);
const effect = (versioned: boolean): Effect => ({
  group: "carts.test",
  database: world.consumer,
  versioned,
  async handle(transaction, events) {
    for (const one of events) await recordEffect(transaction, one);
  },
});

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

describe("an effect", () => {
  test("is of each event once, also when a batch has it twice or overlaps another", async () => {
    const [one, two, three] = [event("a", 1), event("a", 2), event("b", 1)];
    expect(await actOnce(effect(false), [one, one, two])).toBe(2);
    const both = await Promise.all([actOnce(effect(false), [two, three]), actOnce(effect(false), [three, two])]);
    expect(both[0] + both[1]).toBe(1);
    expect(await seen()).toEqual(["a:1", "a:2", "b:1"]);
  });

  test("by versions is of newer ones alone, each source and subject for itself", async () => {
    expect(await actOnce(effect(true), [event("a", 2), event("b", 1)])).toBe(2);
    const elsewhere = { ...event("a", 1), source: "payments" };
    const late = [event("a", 1), event("a", 2), event("a", 3), elsewhere, event("a", 3), event("a", 5)];
    expect(await actOnce(effect(true), late)).toBe(3);
    expect(await seen()).toEqual(["a:2", "b:1", "a:3", "a:1", "a:5"]);
  });

  test("that fails leaves no trace: the event can still act", async () => {
    const failing = { ...effect(true), handle: () => Promise.reject(new Error("no")) };
    await expect(actOnce(failing, [event("a", 7)])).rejects.toThrow("no");
    expect(await actOnce(effect(true), [event("a", 1)])).toBe(1);
  });
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
