import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { audit } from "../src/audit.ts";
import { type Answer, checkStock, newOrderId, staff, startWorld, type World } from "./world.ts";

let world: World;
let main: string;
beforeAll(async () => {
  world = await startWorld();
  main = (await world.ask("Warehouses", {}, staff))[0].id;
});
afterEach(() => checkStock(world.database));
afterAll(() => world.close());

const movements = async (sku: string, variables: object = {}): Promise<Answer[]> =>
  (await world.ask("StockMovements", { sku, ...variables }, staff)).edges.map(({ node }: Answer) => node);
const adjust = (changes: object, as = staff) =>
  world.mutate(
    "AdjustStock",
    { idempotencyKey: randomUUID(), warehouseId: main, delta: -1, reason: "DAMAGED", ...changes },
    as,
  );

describe("the ledger", () => {
  it("has a row for each change, with whose it was and what for, newest first", async () => {
    const sku = await world.stocked(5);
    const { orderId } = await world.reserve([{ sku, quantity: 3 }]);
    await world.ask("CommitReservation", { orderId });
    await world.mutate("FulfilStock", { orderId, fulfilmentId: "parcel", lines: [{ sku, quantity: 2 }] });
    const lines = [
      { sku, quantity: 1, shipped: true },
      { sku, quantity: 1, shipped: false },
    ];
    await world.mutate("Restock", { orderId, restockId: "refund", lines });
    await world.put(sku, main, 9);
    await adjust({ sku, note: "Fell off the shelf" });
    expect(await movements(sku)).toMatchObject([
      {
        ...{ kind: "ADJUSTMENT", onHand: -1, reserved: 0, reason: "DAMAGED", note: "Fell off the shelf" },
        ...{ actorId: staff.userId, orderId: null, warehouse: { code: "MAIN" } },
      },
      { kind: "COUNT", onHand: 5, reserved: 0, actorId: staff.userId },
      { kind: "RETURN", onHand: 1, reserved: 0, orderId, reference: "refund" },
      { kind: "RELEASE", onHand: 0, reserved: -1, orderId, reference: "refund" },
      { kind: "FULFILMENT", onHand: -2, reserved: -2, orderId, reference: "parcel", actorId: null },
      { kind: "RESERVATION", onHand: 0, reserved: 3, orderId },
      { kind: "IMPORT", onHand: 5, reserved: 0 },
    ]);
  });

  it("is read page by page, each by one statement, of one warehouse if asked", async () => {
    const sku = await world.stocked(5);
    const other = await world.warehouse(`LEDGER-${randomUUID().slice(0, 8).toUpperCase()}`);
    await world.put(sku, other, 1);
    for (let time = 0; time < 3; time++) await adjust({ sku });
    const kinds = async (variables: object) => (await movements(sku, variables)).map(({ kind }) => kind);
    expect(await kinds({ warehouseId: other })).toEqual(["COUNT"]);
    expect(await kinds({ warehouseId: "nonsense" })).toEqual([]);
    const page = (after?: string) => world.ask("StockMovements", { sku, first: 2, after }, staff);
    const { result: first, statements } = await countStatements(() => page());
    expect(statements.map(({ label }) => label)).toEqual(["inventory.ledger", "inventory.warehousesById"]);
    const second = await page(first.edges[1].cursor);
    const third = await page(second.edges[1].cursor);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    const all = [first, second, third].flatMap(({ edges }) => edges.map(({ node }: Answer) => node.kind));
    expect(all).toEqual(["ADJUSTMENT", "ADJUSTMENT", "ADJUSTMENT", "COUNT", "IMPORT"]);
    expect(await world.refusals("StockMovements", { sku, first: 0 }, staff)).toEqual(["BAD_USER_INPUT"]);
    expect(await world.refusals("StockMovements", { sku, after: "x" }, staff)).toEqual(["BAD_USER_INPUT"]);
  });

  it.each([
    ["update", "UPDATE stock_ledger SET on_hand = 1"],
    ["delete", "DELETE FROM stock_ledger"],
    ["truncate", "TRUNCATE stock_ledger"],
  ])("cannot be changed: %s", async (name, text) => {
    await world.stocked(1);
    await expect(world.database.query(`test.${name}Ledger`, text)).rejects.toThrow("never changed or deleted");
  });

  it("is for staff alone", async () => {
    expect(await world.refusals("StockMovements", { sku: "A" }, {})).toEqual(["FORBIDDEN"]);
    const input = { idempotencyKey: "k", sku: "A", warehouseId: main, delta: 1, reason: "FOUND" };
    expect(await world.refusals("AdjustStock", { input }, { userId: randomUUID() })).toEqual(["FORBIDDEN"]);
  });

  it("sums up to nothing for what has no limit, also when a limit comes and goes", async () => {
    const sku = await world.stocked(null);
    const { orderId } = await world.reserve([{ sku, quantity: 4 }]);
    await world.put(sku, main, 7);
    await world.put(sku, main, null);
    await world.ask("CommitReservation", { orderId });
    await world.mutate("FulfilStock", { orderId, fulfilmentId: randomUUID(), lines: [{ sku, quantity: 4 }] });
    expect((await movements(sku)).map(({ onHand, reserved }) => [onHand, reserved])).toEqual([
      [0, -4],
      [-7, 0],
      [7, 0],
      [0, 4],
      [0, 0],
    ]);
  });
});

describe("adjusting stock", () => {
  it("adds what came and takes away what is gone, also of a SKU never seen before", async () => {
    const sku = `SKU-${randomUUID()}`;
    expect(await adjust({ sku, delta: 5, reason: "RECEIVED" })).toEqual({
      __typename: "StockChanged",
      stockItem: { onHand: 5, reserved: 0, available: 5 },
    });
    expect(await adjust({ sku, delta: -2, reason: "LOST" })).toMatchObject({ stockItem: { onHand: 3 } });
    expect((await movements(sku)).map(({ kind, reason }) => [kind, reason])).toEqual([
      ["ADJUSTMENT", "LOST"],
      ["RECEIPT", "RECEIVED"],
    ]);
  });

  it("leaves what is promised to orders, which does not use the key up", async () => {
    const sku = await world.stocked(5);
    const { orderId } = await world.reserve([{ sku, quantity: 4 }]);
    const change = { sku, delta: -2, idempotencyKey: randomUUID() };
    expect(await adjust(change)).toMatchObject({
      __typename: "StockTooFew",
      path: ["delta"],
      shortages: [{ sku, requested: 2, available: 1 }],
    });
    await world.ask("ReleaseReservation", { orderId });
    expect(await adjust(change)).toMatchObject({ stockItem: { onHand: 3 } });
  });

  it("acts once for a key, however often and at once it is sent", async () => {
    const sku = await world.stocked(9);
    const change = { sku, idempotencyKey: randomUUID() };
    await Promise.all(Array.from({ length: 5 }, () => adjust(change)));
    expect(await adjust({ ...change, delta: -2 })).toMatchObject({ __typename: "IdempotencyKeyReused" });
    expect(await world.stockOf(sku)).toMatchObject({ onHand: 8 });
  });

  it.each([
    ["delta", { delta: 0 }],
    ["delta", { delta: 1_000_000_001, reason: "FOUND" }],
    ["delta", { delta: 1, reason: "DAMAGED" }],
    ["delta", { delta: -1, reason: "RECEIVED" }],
    ["delta", { delta: 1_000_000_000, reason: "FOUND" }],
    ["sku", { sku: "" }],
    ["note", { note: "n".repeat(501) }],
    ["idempotencyKey", { idempotencyKey: "" }],
  ])("refuses a wrong %s: %j", async (field, change) => {
    const sku = await world.stocked(1);
    expect(await adjust({ sku, ...change })).toMatchObject({ __typename: "InvalidInput", path: [field] });
  });

  it("knows no other warehouses, and counts nothing of what has no limit", async () => {
    const sku = await world.stocked(null);
    expect(await adjust({ sku, warehouseId: randomUUID() })).toMatchObject({ __typename: "WarehouseNotFound" });
    expect(await adjust({ sku })).toMatchObject({ __typename: "InvalidInput", path: ["sku"] });
  });
});

describe("the audit", () => {
  it("tells what does not agree", async () => {
    const own = await startWorld();
    try {
      const sku = await own.stocked(5);
      await own.reserve([{ sku, quantity: 2 }], { orderId: newOrderId() });
      expect(await audit(own.database)).toEqual([]);
      await own.database.query("test.wrong", "UPDATE stock_levels SET on_hand = 4, reserved = 1");
      await own.database.query("test.waits", "UPDATE stock_items SET backordered = 1");
      await own.database.query("test.ended", "UPDATE reservations SET state = 'EXPIRED'");
      const found = await audit(own.database);
      expect(found.map(({ rule }) => rule)).toEqual([
        expect.stringContaining("sums over its rows"),
        expect.stringContaining("what orders hold"),
        expect.stringContaining("what orders wait for"),
        expect.stringContaining("Nobody waits"),
        expect.stringContaining("has expired"),
      ]);
      expect(found[0]).toMatchObject({ subject: expect.stringContaining(sku), detail: "level 4/1, ledger 5/2" });
    } finally {
      await own.close();
    }
  });
});
