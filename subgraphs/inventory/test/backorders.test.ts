import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { expireReservations } from "../src/usecases/expireReservations.ts";
import { type Answer, checkStock, eventsOf, newOrderId, past, staff, startWorld, type World } from "./world.ts";

let world: World;
let main: string;
beforeAll(async () => {
  world = await startWorld();
  main = (await world.ask("Warehouses", {}, staff))[0].id;
});
afterEach(() => checkStock(world.database));
afterAll(() => world.close());

const inAWeek = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
const setPolicy = (sku: string, input: object) => world.mutate("SetStockPolicy", { sku, ...input }, staff);
/** A SKU of which so many are there, and so many more may be waited for. */
async function backorderable(onHand: number, limit: number | null = 10): Promise<string> {
  const sku = await world.stocked(onHand);
  await setPolicy(sku, { policy: "BACKORDER", limit, expectedAt: inAWeek });
  return sku;
}
const buy = async (sku: string, quantity: number, order?: object) => world.reserve([{ sku, quantity }], order);
const order = async (sku: string, quantity: number) => {
  const { orderId } = await buy(sku, quantity);
  await world.ask("CommitReservation", { orderId });
  return orderId as string;
};
const held = async (orderId: string): Promise<[number, number]> => {
  const representations = [{ __typename: "Order", id: orderId }];
  const [{ allocations }] = await world.ask("Allocations", { representations }, staff);
  const sum = (isThere: boolean) =>
    allocations
      .filter(({ warehouse }: Answer) => (warehouse !== null) === isThere)
      .reduce((total: number, each: Answer) => total + each.held, 0);
  return [sum(true), sum(false)];
};
const arrives = (sku: string, delta: number) =>
  world.mutate(
    "AdjustStock",
    { idempotencyKey: randomUUID(), sku, warehouseId: main, delta, reason: "RECEIVED" },
    staff,
  );
const shown = async (sku: string) => {
  const representations = [{ __typename: "Variant", id: "v", sku }];
  return (await world.ask("Availability", { representations }, {}))[0].availability;
};
const sellable = async (sku: string) =>
  (await world.ask("StockForSkus", { skus: [sku] }, { service: "carts" }))[0].available;

describe("backorders", () => {
  it("sell what is there first, then as many as may be waited for, and no more", async () => {
    const sku = await backorderable(3, 4);
    expect(await shown(sku)).toEqual({ inStock: true, quantity: 3, status: "IN_STOCK", expectedAt: null });
    expect(await sellable(sku)).toBe(7);
    const first = await order(sku, 5);
    expect(await held(first)).toEqual([3, 2]);
    expect(await shown(sku)).toEqual({ inStock: false, quantity: 0, status: "BACKORDER", expectedAt: inAWeek });
    expect(await sellable(sku)).toBe(2);
    expect(await buy(sku, 3)).toEqual({
      __typename: "StockShort",
      shortages: [{ sku, requested: 3, available: 2 }],
    });
    await order(sku, 2);
    expect(await shown(sku)).toMatchObject({ status: "OUT_OF_STOCK" });
    expect(await world.stockOf(sku)).toEqual({ onHand: 3, reserved: 3, available: 0 });
  });

  it("take no more statements than buying what is there", async () => {
    const sku = await backorderable(0);
    const { statements } = await countStatements(() => buy(sku, 2));
    expect(statements.map(({ label }) => label)).toEqual([
      "BEGIN",
      "inventory.lockStockToReserve",
      "inventory.reserve",
      "COMMIT",
    ]);
  });

  it("get what comes in the order of their age, the last of them a part", async () => {
    const sku = await backorderable(0);
    const orders = [await order(sku, 2), await order(sku, 3), await order(sku, 1)];
    await arrives(sku, 4);
    expect(await Promise.all(orders.map(held))).toEqual([
      [2, 0],
      [2, 1],
      [0, 1],
    ]);
    expect(await world.stockOf(sku)).toEqual({ onHand: 4, reserved: 4, available: 0 });
    await arrives(sku, 5);
    expect(await Promise.all(orders.map(held))).toEqual([
      [2, 0],
      [3, 0],
      [1, 0],
    ]);
    expect(await world.stockOf(sku)).toEqual({ onHand: 9, reserved: 6, available: 3 });
  });

  it.each([
    ["a new count", (sku: string) => world.put(sku, main, 2)],
    [
      "an import",
      (sku: string) => world.mutate("ImportStock", { levels: [{ sku, onHand: 2 }] }, { service: "catalog" }),
    ],
    ["stock without limit", (sku: string) => world.put(sku, main, null)],
  ])("get what comes by %s", async (_, comes) => {
    const sku = await backorderable(0);
    const waiting = await order(sku, 2);
    await comes(sku);
    expect(await held(waiting)).toEqual([2, 0]);
  });

  it("get what comes by a transfer, in the warehouse to which it came", async () => {
    const code = `T-${randomUUID().slice(0, 8).toUpperCase()}`;
    const [from, to] = [await world.warehouse(code, "DE"), await world.warehouse(`${code}-TO`, "FR")];
    const sku = await backorderable(0);
    // What lies anywhere goes to who waits, so it is sent on its way before anybody does.
    await world.put(sku, from, 5);
    const lines = [{ sku, quantity: 5 }];
    const sent = { idempotencyKey: randomUUID(), fromWarehouseId: from, toWarehouseId: to, lines };
    const { transfer } = await world.mutate("CreateStockTransfer", sent, staff);
    const waiting = await order(sku, 3);
    expect(await held(waiting)).toEqual([0, 3]);
    const received = { idempotencyKey: randomUUID(), transferId: transfer.id };
    await world.mutate("ReceiveStockTransfer", received, staff);
    expect(await held(waiting)).toEqual([3, 0]);
    expect(await world.ask("StockItem", { sku, warehouseId: to }, staff)).toMatchObject({ onHand: 5, reserved: 3 });
  });

  it("get what others give back: released, expired, returned, let go by a change", async () => {
    const sku = await backorderable(4);
    const [released, returning, changing] = [await order(sku, 1), await order(sku, 1), await order(sku, 1)];
    await buy(sku, 1, { expiresAt: past() });
    await world.mutate("FulfilStock", {
      orderId: returning,
      fulfilmentId: randomUUID(),
      lines: [{ sku, quantity: 1 }],
    });
    const waiting = await order(sku, 4);
    const other = await world.stocked(1);
    const steps = [
      () => world.ask("ReleaseReservation", { orderId: released }),
      () => expireReservations(world.ports),
      () =>
        world.mutate("Restock", {
          ...{ orderId: returning, restockId: randomUUID() },
          lines: [{ sku, quantity: 1, shipped: true }],
        }),
      () =>
        world.mutate("ChangeReservation", {
          ...{ orderId: changing, changeId: randomUUID(), countryCode: "US" },
          lines: [{ sku: other, quantity: 1 }],
        }),
    ];
    for (const [index, step] of steps.entries()) {
      await step();
      expect(await held(waiting)).toEqual([index + 1, 3 - index]);
    }
  });

  it("are let go of with the order, and before what is there when a part of it is cancelled", async () => {
    const sku = await backorderable(2);
    const cancelled = await order(sku, 4);
    const part = { orderId: cancelled, restockId: randomUUID(), lines: [{ sku, quantity: 3, shipped: false }] };
    await world.mutate("Restock", part);
    expect(await held(cancelled)).toEqual([1, 0]);
    const whole = await order(sku, 5);
    expect(await held(whole)).toEqual([1, 4]);
    await world.ask("ReleaseReservation", { orderId: whole });
    expect(await sellable(sku)).toBe(11);
    expect((await world.ask("StockPolicy", { sku }, staff)).backordered).toBe(0);
  });

  it("cannot be shipped before they have come, which is told and holds for good", async () => {
    const sku = await backorderable(1);
    const orderId = await order(sku, 2);
    const parcel = { orderId, fulfilmentId: randomUUID(), lines: [{ sku, quantity: 2 }] };
    expect(await world.mutate("FulfilStock", parcel)).toEqual({
      __typename: "StockNotHere",
      shortages: [{ sku, requested: 2, available: 1 }],
    });
    await arrives(sku, 1);
    expect(await world.mutate("FulfilStock", parcel)).toEqual({ __typename: "StockNotHere", shortages: [] });
    const again = { ...parcel, fulfilmentId: randomUUID() };
    expect(await world.mutate("FulfilStock", again)).toMatchObject({ __typename: "StockFulfilled" });
    expect(await world.stockOf(sku)).toMatchObject({ onHand: 0, reserved: 0 });
  });

  it("an order keeps when it is changed, also when its SKU is not sold so any more", async () => {
    const [sku, added] = [await backorderable(1), await world.stocked(5)];
    const orderId = await order(sku, 3);
    await setPolicy(sku, { policy: "NONE" });
    const change = (quantity: number) =>
      world.mutate("ChangeReservation", {
        ...{ orderId, changeId: randomUUID(), countryCode: "US" },
        lines: [
          { sku, quantity },
          { sku: added, quantity: 1 },
        ],
      });
    expect(await change(4)).toMatchObject({ shortages: [{ sku, requested: 4, available: 3 }] });
    expect(await change(3)).toMatchObject({ __typename: "StockReserved" });
    expect(await held(orderId)).toEqual([2, 2]);
    expect(await change(2)).toMatchObject({ __typename: "StockReserved" });
    expect(await held(orderId)).toEqual([2, 1]);
  });

  it("tell with each change how many can be sold", async () => {
    const sku = await backorderable(1, 2);
    await order(sku, 2);
    const events = await eventsOf(world.database, sku);
    expect(events.map(({ data }) => [data.available, data.sellable])).toEqual([
      [1, 1],
      [1, 3],
      [0, 1],
    ]);
  });

  it("are never promised beyond the limit to buyers at once, who all get what comes", async () => {
    const sku = await backorderable(5, 10);
    const answers = await Promise.all(Array.from({ length: 30 }, () => buy(sku, 1, { orderId: newOrderId() })));
    expect(answers.filter(({ __typename }) => __typename === "StockReserved")).toHaveLength(15);
    expect((await world.ask("StockPolicy", { sku }, staff)).backordered).toBe(10);
    await Promise.all(Array.from({ length: 10 }, () => arrives(sku, 1)));
    expect(await world.stockOf(sku)).toEqual({ onHand: 15, reserved: 15, available: 0 });
  });
});

describe("preorders", () => {
  it("are sold until the time has come, and then what is there alone", async () => {
    const sku = `SKU-${randomUUID()}`;
    await setPolicy(sku, { policy: "PREORDER", limit: 5, availableFrom: inAWeek });
    expect(await shown(sku)).toEqual({ inStock: false, quantity: 0, status: "PREORDER", expectedAt: inAWeek });
    const early = await order(sku, 2);
    await world.database.query(
      "test.timeComes",
      "UPDATE stock_items SET available_from = now() - interval '1 second' WHERE sku = $1",
      [sku],
    );
    expect(await shown(sku)).toMatchObject({ status: "OUT_OF_STOCK", expectedAt: null });
    expect(await buy(sku, 1)).toMatchObject({ shortages: [{ sku, requested: 1, available: 0 }] });
    await arrives(sku, 3);
    expect(await held(early)).toEqual([2, 0]);
    expect(await sellable(sku)).toBe(1);
  });
});

describe("a policy", () => {
  it("is read as it was set, and is none of a SKU that nobody said anything of", async () => {
    const sku = await backorderable(0, null);
    expect(await world.ask("StockPolicy", { sku }, staff)).toEqual({
      ...{ sku, policy: "BACKORDER", limit: null, availableFrom: null, expectedAt: inAWeek },
      ...{ backordered: 0, lowStockThreshold: null },
    });
    expect(await sellable(sku)).toBeNull();
    expect(await world.ask("StockPolicy", { sku: "unknown" }, staff)).toBeNull();
  });

  it.each([
    [["availableFrom"], { policy: "PREORDER" }],
    [["availableFrom"], { policy: "BACKORDER", availableFrom: inAWeek }],
    [["availableFrom"], { policy: "PREORDER", availableFrom: "2020-01-01T00:00:00Z" }],
    [["limit"], { policy: "BACKORDER", limit: -1 }],
  ])("is refused with wrong input at %j", async (path, input) => {
    expect(await setPolicy("A", input)).toMatchObject({ __typename: "InvalidInput", path });
  });

  it("is for staff alone", async () => {
    const input = { sku: "A", policy: "BACKORDER" };
    expect(await world.refusals("SetStockPolicy", { input }, { userId: randomUUID() })).toEqual(["FORBIDDEN"]);
    const representations = [{ __typename: "Order", id: "o" }];
    const { data } = await world.execute("Allocations", { representations }, {});
    expect(data).toEqual({ _entities: [{ id: "o", allocations: null }] });
  });
});

describe("low stock", () => {
  it("is told at the SKU's own threshold, also when that is what changes", async () => {
    const sku = await world.stocked(20);
    const set = (threshold: number | null) => world.mutate("SetLowStockThreshold", { sku, threshold }, staff);
    const lows = async () => (await eventsOf(world.database, sku)).filter(({ type }) => type === "inventory.low");
    await set(10);
    await buy(sku, 9);
    expect(await lows()).toEqual([]);
    await buy(sku, 1);
    expect(await lows()).toMatchObject([{ data: { available: 10 } }]);
    await set(null);
    await set(12);
    expect(await lows()).toHaveLength(2);
    expect(await set(-1)).toMatchObject({ __typename: "InvalidInput", path: ["threshold"] });
  });
});
