import {
  countStatements,
  describeOn,
  eventually,
  requestOf,
  type SeverableProxy,
  startSeverableProxy,
  type TestRedis,
  testRedis,
} from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { pino } from "pino";
import type { HotStock } from "../src/data/hotStock/hotStock.ts";
import { openRedisHotStock } from "../src/data/hotStock/redisHotStock.ts";
import { createInventory } from "../src/subgraph.ts";
import { checkStock, inAnHour, newOrderId, orders, staff, startWorld, type World } from "./world.ts";

describeOn("REDIS_URL", "hot stock", (url) => {
  let corner: TestRedis;
  let way: SeverableProxy;
  let world: World;
  /** A process that dies after it was admitted. */
  let dying: HotStock;
  beforeAll(async () => {
    corner = testRedis(url);
    way = await startSeverableProxy(url);
    world = await startWorld({ REDIS_URL: way.url, REDIS_KEY_PREFIX: corner.keyPrefix });
    await world.subgraph.start();
    const keyPrefix = `${corner.keyPrefix}inventory:`;
    dying = await openRedisHotStock({ url, keyPrefix, holdMilliseconds: 300 });
  });
  afterAll(async () => {
    await dying.close();
    await world.close();
    await way.stop();
    await corner.drop();
  });

  const buy = (sku: string, quantity = 1, orderId = newOrderId()) => world.reserve([{ sku, quantity }], { orderId });
  /** So many buyers of one unit at once; gives how many of them got it. */
  const buyers = async (count: number, sku: string, also: (buyer: number) => unknown = () => {}) => {
    const answers = await Promise.all(
      Array.from({ length: count }, (_, buyer) => {
        also(buyer);
        return buy(sku);
      }),
    );
    return answers.filter(({ __typename }) => __typename === "StockReserved").length;
  };
  /** A SKU that is hot: many have wanted more of it than there is. */
  const hot = async (onHand: number | null) => {
    const sku = await world.stocked(onHand);
    await eventually(async () => {
      await Promise.all(Array.from({ length: 12 }, () => buy(sku, 1_000_000_000)));
      expect(await counter(sku)).toHaveProperty("held");
    });
    // What was held for those who could have it is let go of after they were answered.
    await eventually(async () => expect(await counter(sku)).toMatchObject({ held: "0" }));
    return sku;
  };
  const levelKey = (sku: string) => `${corner.keyPrefix}inventory:{hot-stock}:level:${sku}`;
  const counter = (sku: string) => corner.client.hgetall(levelKey(sku));
  const agrees = (sku: string) =>
    eventually(async () => {
      const { available } = await world.stockOf(sku);
      const { available: counted, held } = await counter(sku);
      expect({ counted, held }).toEqual({ counted: String(available), held: "0" });
    });

  test("500 buyers of 50 units: 50 get one, and hardly any statement is for the others", async () => {
    const sku = await world.stocked(50);
    const { result: bought, statements } = await countStatements(() => buyers(500, sku));
    expect(bought).toBe(50);
    expect(await world.stockOf(sku)).toEqual({ onHand: 50, reserved: 50, available: 0 });
    // BEGIN, lock, reserve, COMMIT for who gets one; a few came before it was known as hot; the refused share their reads.
    expect(statements.length).toBeLessThan(50 * 4 + 100);
    await agrees(sku);

    const { statements: later } = await countStatements(() => buyers(300, sku));
    expect(later.map(({ label }) => label)).not.toContain("inventory.lockStockToReserve");
    expect(later.length).toBeLessThan(20);
  });

  test("500 buyers at two processes, and a third of them with two SKUs", async () => {
    const [sku, other] = [await world.stocked(50), await world.stocked(30)];
    const second = await createInventory(world.config, { log: pino({ level: "silent" }) });
    const reserve = `mutation ($input: ReserveStockInput!) { reserveStock(input: $input) { __typename } }`;
    const answers = await Promise.all(
      Array.from({ length: 500 }, async (_, buyer) => {
        const lines = [sku, ...(buyer % 3 === 0 ? [other] : [])].map((of) => ({ sku: of, quantity: 1 }));
        if (buyer % 2 === 0) return (await world.reserve(lines)).__typename;
        const input = { orderId: newOrderId(), lines, countryCode: "US", expiresAt: inAnHour().toISOString() };
        const request = requestOf(reserve, { input }, orders, world.config.signingKey);
        const { data } = (await second.transport.execute(request)) as { data: Record<string, { __typename: string }> };
        return data.reserveStock!.__typename;
      }),
    );
    expect(answers.filter((answer) => answer === "StockReserved")).toHaveLength(50);
    expect((await world.stockOf(sku)).available).toBe(0);
    await checkStock(world.database);
    await agrees(sku);
    await second.stop();
  });

  test("an order is admitted with all its lines or none", async () => {
    const [plenty, gone] = [await hot(10), await hot(0)];
    const lines = [plenty, gone].map((sku) => ({ sku, quantity: 2 }));
    expect(await world.reserve(lines)).toEqual({
      __typename: "StockShort",
      shortages: [{ sku: gone, requested: 2, available: 0 }],
    });
    expect(await counter(plenty)).toMatchObject({ available: "10", held: "0" });
  });

  test("a repeat gets its first answer although all is sold", async () => {
    const sku = await hot(1);
    const orderId = newOrderId();
    const first = await buy(sku, 1, orderId);
    expect(first.__typename).toBe("StockReserved");
    await agrees(sku);
    expect((await buy(sku)).__typename).toBe("StockShort");
    expect(await buy(sku, 1, orderId)).toEqual(first);
    await agrees(sku);
  });

  test("what comes back can be bought at once: released, imported, refused by the database", async () => {
    const [sku, cold] = [await hot(1), await world.stocked(0)];
    const orderId = newOrderId();
    await buy(sku, 1, orderId);
    await agrees(sku);
    await world.ask("ReleaseReservation", { orderId });
    await agrees(sku);
    expect((await world.reserve([sku, cold].map((of) => ({ sku: of, quantity: 1 })))).__typename).toBe("StockShort");
    await agrees(sku);
    expect((await buy(sku)).__typename).toBe("StockReserved");
    await world.mutate("ImportStock", { levels: [{ sku, onHand: 5 }] }, { service: "catalog" });
    await agrees(sku);
    expect(await buyers(10, sku)).toBe(4);
  });

  test("what may be waited for is sold as what is there, as far as the limit goes, and who waits gets what comes", async () => {
    const sku = await world.stocked(10);
    const setPolicy = (limit: number) => world.mutate("SetStockPolicy", { sku, policy: "BACKORDER", limit }, staff);
    await setPolicy(20);
    expect(await buyers(200, sku)).toBe(30);
    const backordered = async () => (await world.ask("StockPolicy", { sku }, staff)).backordered;
    expect(await backordered()).toBe(20);
    const counted = (available: string) =>
      eventually(async () => expect(await counter(sku)).toMatchObject({ available, held: "0" }));
    await counted("0");
    await world.mutate("ImportStock", { levels: [{ sku, onHand: 15 }] }, { service: "catalog" });
    await counted("5");
    expect(await backordered()).toBe(15);
    await setPolicy(25);
    await counted("10");
    expect(await buyers(60, sku)).toBe(10);
    await checkStock(world.database);
  });

  test("what is sold without limit is not counted", async () => {
    const sku = await hot(null);
    expect(await buyers(50, sku)).toBe(50);
    await eventually(async () => expect(await counter(sku)).toMatchObject({ available: "unlimited", held: "0" }));
  });

  test.each([
    ["is lost", () => way.refuse()],
    ["loses its connections", () => way.cut()],
    ["stalls", () => way.stall()],
    ["is emptied", () => corner.flush()],
  ])("500 buyers of 50 units while Redis %s in the middle", async (_, happens) => {
    const sku = await hot(50);
    const bought = await buyers(500, sku, (buyer) => buyer === 250 && happens());
    way.restore();
    expect(bought).toBe(50);
    expect((await world.stockOf(sku)).available).toBe(0);
    await checkStock(world.database);
    await eventually(async () => {
      expect((await buy(sku)).__typename).toBe("StockShort");
      expect(await counter(sku)).toMatchObject({ available: "0", held: "0" });
    });
  });

  test("what died between admission and reserving is sold to others a little later", async () => {
    const sku = await hot(50);
    for (let ghost = 0; ghost < 20; ghost++) await dying.admit(newOrderId(), [{ sku, quantity: 1 }]);
    expect(await buyers(500, sku)).toBe(30);
    let bought = 30;
    await eventually(async () => {
      bought += await buyers(25, sku);
      expect(bought).toBe(50);
    });
    await agrees(sku);
  });

  test.each([0, 1_000])("a counter that is wrong (%d) is put right within a second or so", async (wrong) => {
    const sku = await hot(20);
    await corner.client.hset(levelKey(sku), "available", wrong);
    await eventually(async () => expect(await counter(sku)).toMatchObject({ available: "20" }), { timeout: 4_000 });
    expect(await buyers(60, sku)).toBe(20);
  });

  test("whatever happens at once, nothing is oversold and all that is left can be bought in the end", async () => {
    const event = fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({ do: fc.constant("buy" as const), quantity: fc.integer({ min: 1, max: 3 }) }),
      },
      { weight: 4, arbitrary: fc.record({ do: fc.constant("release" as const), order: fc.nat(30) }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constant("import" as const), onHand: fc.integer({ min: 0, max: 30 }) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("flush" as const, "cut" as const, "leak" as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 20 }), fc.array(event, { maxLength: 60 }), async (onHand, events) => {
        const sku = await hot(onHand);
        const made: string[] = [];
        const perform = async (step: (typeof events)[number]) => {
          if (step.do === "buy") {
            const orderId = newOrderId();
            const { __typename } = await buy(sku, step.quantity, orderId);
            if (__typename === "StockReserved") made.push(orderId);
          } else if (step.do === "release") {
            const orderId = made[step.order % Math.max(made.length, 1)];
            if (orderId) await world.ask("ReleaseReservation", { orderId });
          } else if (step.do === "import") {
            await world.mutate("ImportStock", { levels: [{ sku, onHand: step.onHand }] }, { service: "catalog" });
          } else if (step.do === "flush") await corner.flush();
          else if (step.do === "cut") way.cut();
          else await dying.admit(newOrderId(), [{ sku, quantity: 1 }]);
        };
        for (let at = 0; at < events.length; at += 15) await Promise.all(events.slice(at, at + 15).map(perform));
        await checkStock(world.database);
        await eventually(async () => {
          const { available } = await world.stockOf(sku);
          await buyers(available!, sku);
          expect((await world.stockOf(sku)).available).toBe(0);
        });
        await checkStock(world.database);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
