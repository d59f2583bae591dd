import { randomUUID } from "node:crypto";
import { requestOf, type TestCaller } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";
import { fulfilOrderMutation } from "./world/operations.ts";
import { inWorld, makeWorld, placement, staff, type World } from "./world/world.ts";

const dateMutation = `mutation ($input: DateDemoOrderInput!) { dateDemoOrder(input: $input) { orderId } }`;
const demo: TestCaller = { service: "demo" };

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.stop());

async function confirmed(there = world) {
  const sku = randomUUID();
  there.inventory.setStock(sku, 1);
  const { order } = await there.place(placement(there.carts.newCart({ [sku]: 1 })));
  return order.id as string;
}

/** The codes that dating an order is refused with; none: it has these times now. */
async function date(orderId: string, times: readonly string[], as = demo, there = world): Promise<unknown[]> {
  const request = requestOf(dateMutation, { input: { orderId, times } }, as, there.signingKey);
  const { errors = [] } = await there.transport.execute(request);
  return errors.map(({ extensions }) => extensions.code);
}
const day = (number: number) => `2026-10-0${number}T10:00:00.000Z`;

describe("an order of the demo store", () => {
  test("can be given a past", async () => {
    const id = await confirmed();
    const other = await confirmed();
    await world.ask(fulfilOrderMutation, { input: { idempotencyKey: randomUUID(), orderId: id } }, staff);
    expect(await date(id, [day(1), day(2), day(3)])).toEqual([]);
    const { placedAt, timeline } = await world.order(id);
    expect(placedAt).toBe(day(1));
    expect(timeline.map(({ at }: { at: string }) => at)).toEqual([day(1), day(2), day(3)]);
    expect(Date.parse((await world.order(other)).placedAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  test("has one time for each entry of its timeline, in order", async () => {
    const id = await confirmed();
    expect(await date(id, [day(1)])).toEqual(["BAD_USER_INPUT"]);
    expect(await date(id, [day(1), day(2), day(3)])).toEqual(["BAD_USER_INPUT"]);
    expect(await date(id, [day(2), day(1)])).toEqual(["BAD_USER_INPUT"]);
    expect(await date("nothing", [day(1), day(2)])).toEqual(["BAD_USER_INPUT"]);
    expect((await world.order(id)).placedAt).not.toBe(day(1));
  });

  test("is dated by nobody else", async () => {
    const id = await confirmed();
    for (const who of [{}, staff, { userId: randomUUID(), roles: ["ADMIN"] as const }, { service: "carts" }]) {
      expect(await date(id, [day(1), day(2)], who)).toEqual(["FORBIDDEN"]);
    }
  });
});

test("Without the demo store no order can be given a past", async () => {
  await inWorld(
    async (other) => {
      const id = await confirmed(other);
      expect(await date(id, [day(1), day(2)], demo, other)).toEqual(["FORBIDDEN"]);
      expect((await other.order(id)).placedAt).not.toBe(day(1));
    },
    { environment: { DEMO: "off" } },
  );
});

test("There is no demo store in production, whatever is said", () => {
  const environment = { DATABASE_URL: "postgres://localhost/x", SERVICE_SIGNING_KEY: "k".repeat(64), DEMO: "on" };
  expect(readConfig(environment).isDemo).toBe(true);
  expect(readConfig({ ...environment, NODE_ENV: "production" }).isDemo).toBe(false);
});
