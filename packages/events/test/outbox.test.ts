import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { outboxInsert, outboxValue, publish, relay } from "../src/index.ts";
import { createWorld, effects, event, named, recorder, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const relayed = () => relay({ database: world.publisher, log: world.log, source: "orders" });
const seen = () => effects(world.consumer);

describe("an event in the outbox", () => {
  test("reaches a consumer once it is committed, and not when it is rolled back", async () => {
    await world.run(relayed());
    await world.run(recorder(world));
    const refused = world.publisher.transaction(async (transaction) => {
      await publish(transaction, [event("rolled-back", 1)]);
      throw new Error("no");
    });
    await expect(refused).rejects.toThrow("no");
    await world.publisher.transaction((transaction) =>
      publish(transaction, [event("a", 1), event("a", 2), event("b", 1)]),
    );
    await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2", "b:1"]));
  });

  test("can be written by the statement that makes the change, under a condition", async () => {
    await world.publisher.query(
      "test.conditional",
      `WITH none AS (SELECT WHERE false) ${outboxInsert("$1", "EXISTS (SELECT FROM none)")}`,
      [outboxValue([event("a", 1)])],
    );
    await world.publisher.query("test.unconditional", outboxInsert("$1"), [outboxValue([event("b", 1)])]);
    const rows = await world.publisher.query<{ subject: string }>("test.outbox", "SELECT subject FROM outbox");
    expect(rows).toEqual([{ subject: "b" }]);
  });
});

describe("a relay", () => {
  const many = Array.from({ length: 250 }, (_, index) => event("a", index + 1));

  test("moves each event once, in order, although there are two of it", async () => {
    await world.publisher.transaction((transaction) => publish(transaction, many));
    await Promise.all([world.run(relayed()), world.run(relayed())]);
    await world.run(recorder(world));
    await eventually(async () => expect(await seen()).toEqual(many.map(named)));
  });

  test("that died between the log and its mark sends again, and nothing comes twice", async () => {
    await world.publisher.transaction((transaction) => publish(transaction, many));
    await world.log.append(many.slice(0, 100));
    await world.run(relayed());
    await world.run(recorder(world));
    await eventually(async () => expect(await seen()).toEqual(many.map(named)));
  });

  test("appends no more at a time than can be sent in good time, and one event at least however large", async () => {
    const large = (subject: string, characters: number) => ({
      ...event(subject, 1),
      data: { text: "x".repeat(characters) },
    });
    const events = [large("a", 5_000_000), large("b", 5_000_000), large("c", 9_000_000), event("d", 1)];
    await world.publisher.transaction((transaction) => publish(transaction, events));
    const batches: string[][] = [];
    const log = {
      ...world.log,
      append: (batch: Parameters<typeof world.log.append>[0]) => {
        batches.push(batch.map(({ subject }) => subject));
        return world.log.append(batch);
      },
    };
    await world.run(relay({ database: world.publisher, log, source: "orders" }));
    await eventually(() => expect(batches).toEqual([["a"], ["b"], ["c"], ["d"]]));
  });
});
