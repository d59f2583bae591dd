import { eventually } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { park, startWorld, stockEvent, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

describe("the consumers of events", () => {
  test("are listed with how far they are", async () => {
    await world.consumer("carts.stock");
    await world.consumer("carts.alerts", () => {
      throw new Error("no");
    });
    await world.log.append([stockEvent("a"), stockEvent("b")]);
    const state = (group: string, deadLetterCount: number) => ({
      group,
      topics: ["inventory.updated"],
      position: expect.any(String),
      lag: 0,
      deadLetterCount,
      lastHandledAt: expect.any(String),
    });
    await eventually(async () =>
      expect(await world.ask("EventConsumers")).toEqual([state("carts.alerts", 2), state("carts.stock", 0)]),
    );
  });

  test("and what they gave up on are for staff with the right to it", async () => {
    await park(world);
    for (const operation of ["EventConsumers", "DeadLetters"]) {
      for (const caller of [{}, { userId: "00000000-0000-7000-8000-000000000001" }]) {
        const { errors } = await world.execute(operation, {}, caller);
        expect(errors?.[0]?.extensions.code).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
      }
    }
  });
});
