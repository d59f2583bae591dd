import { randomUUID } from "node:crypto";
import { countStatements, type TestCaller } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type Answer, checkStock, staff, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => checkStock(world.database));
afterAll(() => world.close());

/** An order whose reservation is committed. */
async function ordered(sku: string, quantity: number): Promise<string> {
  const { orderId } = await world.reserve([{ sku, quantity }]);
  await world.ask("CommitReservation", { orderId });
  return orderId;
}
const fulfil = (orderId: string, sku: string, quantity: number, fulfilmentId: string = randomUUID()) =>
  world.execute("FulfilStock", { input: { orderId, fulfilmentId, lines: [{ sku, quantity }] } });
const restock = (orderId: string, lines: object[], restockId: string = randomUUID()) =>
  world.execute("Restock", { input: { restockId, orderId, lines } });

describe("fulfilling", () => {
  it("lowers on hand and reserved, by parts", async () => {
    const sku = await world.stocked(10);
    const orderId = await ordered(sku, 3);
    await fulfil(orderId, sku, 1);
    expect(await world.stockOf(sku)).toEqual({ onHand: 9, reserved: 2, available: 7 });
    await fulfil(orderId, sku, 2);
    expect(await world.stockOf(sku)).toEqual({ onHand: 7, reserved: 0, available: 7 });
  });

  it("acts once for a fulfilment, however often and at once it is sent", async () => {
    const sku = await world.stocked(10);
    const orderId = await ordered(sku, 3);
    const id = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => fulfil(orderId, sku, 1, id)));
    for (const { data } of answers)
      expect(data).toEqual({ fulfilStock: { __typename: "StockFulfilled", orderId, fulfilmentId: id } });
    expect(await world.stockOf(sku)).toMatchObject({ onHand: 9, reserved: 2 });
  });

  it("refuses more than the order holds, and what is not committed", async () => {
    const sku = await world.stocked(10);
    const orderId = await ordered(sku, 3);
    expect((await fulfil(orderId, sku, 4)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const { orderId: uncommitted } = await world.reserve([{ sku, quantity: 1 }]);
    expect((await fulfil(uncommitted, sku, 1)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect((await fulfil("unknown", sku, 1)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(await world.stockOf(sku)).toMatchObject({ onHand: 10, reserved: 4 });
  });

  it("counts what is sold without limit only while it is reserved", async () => {
    const sku = await world.stocked(null);
    const orderId = await ordered(sku, 1_000_000_000);
    expect(await world.stockOf(sku)).toEqual({ onHand: null, reserved: 1_000_000_000, available: null });
    await fulfil(orderId, sku, 1_000_000_000);
    expect(await world.stockOf(sku)).toEqual({ onHand: null, reserved: 0, available: null });
  });
});

describe("split shipments", () => {
  /** An order of 5, of which 3 are in one warehouse and 2 in another. */
  async function split() {
    const sku = await world.stocked(0);
    const code = randomUUID().slice(0, 8).toUpperCase();
    const [east, west] = [await world.warehouse(`E-${code}`), await world.warehouse(`W-${code}`)];
    await world.put(sku, east, 3);
    await world.put(sku, west, 2);
    return { sku, east, west, orderId: await ordered(sku, 5) };
  }
  const ship = (orderId: string, sku: string, quantity: number, warehouseId?: string) =>
    world.mutate("FulfilStock", { orderId, fulfilmentId: randomUUID(), lines: [{ sku, quantity }], warehouseId });
  const allocations = async (ids: string[], as: TestCaller = staff) => {
    const representations = ids.map((id) => ({ __typename: "Order", id }));
    return (await world.ask("Allocations", { representations }, as)).map((each: Answer) => each.allocations);
  };

  it("take from the warehouse that is named what lies there", async () => {
    const { sku, east, west, orderId } = await split();
    expect(await ship(orderId, sku, 4, east)).toEqual({
      __typename: "StockNotHere",
      shortages: [{ sku, requested: 4, available: 3 }],
    });
    expect(await ship(orderId, sku, 1, randomUUID())).toMatchObject({ __typename: "StockNotHere" });
    expect(await ship(orderId, sku, 3, east)).toMatchObject({ __typename: "StockFulfilled" });
    expect(await world.refusals("HeldStock", { orderId }, staff)).toEqual(["FORBIDDEN"]);
    expect(await world.ask("HeldStock", { orderId })).toEqual([{ sku, warehouseId: west, quantity: 2 }]);
    expect(await ship(orderId, sku, 2, west)).toMatchObject({ __typename: "StockFulfilled" });
  });

  it("are one shipment when no warehouse is named", async () => {
    const { sku, orderId } = await split();
    expect(await ship(orderId, sku, 5)).toMatchObject({ __typename: "StockFulfilled" });
    expect(await world.ask("HeldStock", { orderId })).toEqual([]);
  });

  it("are seen by staff, of many orders by two statements", async () => {
    const orders = [await split(), await split()];
    await ship(orders[0]!.orderId, orders[0]!.sku, 1, orders[0]!.west);
    const { result, statements } = await countStatements(() => allocations(orders.map(({ orderId }) => orderId)));
    expect(statements.map(({ label }) => label)).toEqual(["inventory.allocations", "inventory.warehousesById"]);
    expect(result[0]).toHaveLength(2);
    expect(result[0]).toEqual(
      expect.arrayContaining([
        { sku: orders[0]!.sku, warehouse: { code: expect.stringMatching(/^E/) }, held: 3, fulfilled: 0 },
        { sku: orders[0]!.sku, warehouse: { code: expect.stringMatching(/^W/) }, held: 1, fulfilled: 1 },
      ]),
    );
    expect(await allocations(["unknown"])).toEqual([[]]);
  });
});

describe("restocking", () => {
  it("releases what was not shipped and takes back what was, once", async () => {
    const sku = await world.stocked(10);
    const orderId = await ordered(sku, 5);
    await fulfil(orderId, sku, 3);
    const lines = [
      { sku, quantity: 1, shipped: true },
      { sku, quantity: 2, shipped: false },
    ];
    const id = randomUUID();
    await Promise.all([restock(orderId, lines, id), restock(orderId, lines, id)]);
    expect(await world.stockOf(sku)).toEqual({ onHand: 8, reserved: 0, available: 8 });
  });

  it("refuses what the order does not have: nothing is moved", async () => {
    const sku = await world.stocked(10);
    const orderId = await ordered(sku, 2);
    await fulfil(orderId, sku, 1);
    const lines = [
      { sku, quantity: 1, shipped: false },
      { sku, quantity: 2, shipped: true },
    ];
    expect((await restock(orderId, lines)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(await world.stockOf(sku)).toEqual({ onHand: 9, reserved: 1, available: 8 });
  });
});
