import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Answer, eventsOf, staff, startWorld, type World } from "./world.ts";

let world: World;
let main: Answer;
beforeAll(async () => {
  world = await startWorld();
  [main] = await world.ask("Warehouses", {}, staff);
});
afterAll(() => world.close());

const input = (changes: object = {}) => ({
  idempotencyKey: randomUUID(),
  sku: `SKU-${randomUUID()}`,
  warehouseId: main.id,
  onHand: 5,
  ...changes,
});
const setStock = (changes: object = {}, as = staff) => world.mutate("SetStock", input(changes), as);

describe("warehouses", () => {
  it("are one to begin with: the main one", () => {
    expect(main).toMatchObject({ code: "MAIN", countryCode: "US", priority: 0 });
  });

  it("are added by staff, with a code of their own", async () => {
    const warehouse = { code: "BERLIN-2", name: "Berlin", countryCode: "DE" };
    expect(await world.mutate("CreateWarehouse", warehouse, staff)).toEqual({
      __typename: "WarehouseCreated",
      warehouse: { ...warehouse, id: expect.any(String), priority: 100 },
    });
    expect(await world.mutate("CreateWarehouse", warehouse, staff)).toMatchObject({
      __typename: "WarehouseCodeTaken",
      path: ["code"],
    });
    expect(await world.ask("Warehouses", {}, staff)).toMatchObject([{ code: "MAIN" }, { code: "BERLIN-2" }]);
  });

  it.each([
    ["code", { code: "no spaces" }],
    ["name", { name: " " }],
    ["countryCode", { countryCode: "Germany" }],
    ["priority", { priority: -1 }],
  ])("are refused with a wrong %s", async (field, change) => {
    const warehouse = { code: "X", name: "X", countryCode: "DE", ...change };
    expect(await world.mutate("CreateWarehouse", warehouse, staff)).toMatchObject({
      __typename: "InvalidInput",
      path: [field],
    });
  });

  it.each([
    ["a guest", {}],
    ["a customer", { userId: randomUUID() }],
    ["a moderator", { userId: randomUUID(), roles: ["MODERATOR"] as const }],
  ])("are not for %s", async (_who, as) => {
    expect(await world.refusals("Warehouses", {}, as)).toEqual(["FORBIDDEN"]);
    expect(await world.refusals("StockItem", { sku: "A" }, as)).toEqual(["FORBIDDEN"]);
    expect(await world.refusals("SetStock", { input: input() }, as)).toEqual(["FORBIDDEN"]);
    expect(await world.refusals("CreateWarehouse", { input: { code: "A", name: "A", countryCode: "US" } }, as)).toEqual(
      ["FORBIDDEN"],
    );
  });
});

describe("setting stock", () => {
  it("says how many there are of any SKU, at once", async () => {
    const sku = `never seen before 🧦 ${randomUUID()}`;
    expect(await setStock({ sku })).toEqual({
      __typename: "StockChanged",
      stockItem: { sku, onHand: 5, reserved: 0, available: 5, warehouse: { id: main.id, code: "MAIN" } },
    });
    expect(await world.ask("StockItem", { sku }, staff)).toMatchObject({ onHand: 5 });
    expect(await world.ask("StockItem", { sku, warehouseId: "none" }, staff)).toBeNull();
    expect(await world.ask("StockItem", { sku: "never stocked" }, staff)).toBeNull();
  });

  it("takes null for stock without limit", async () => {
    expect(await setStock({ onHand: null })).toMatchObject({ stockItem: { onHand: null, available: null } });
  });

  it.each([0, 1_000_000_000])("takes %d", async (onHand) => {
    expect(await setStock({ onHand })).toMatchObject({ __typename: "StockChanged", stockItem: { onHand } });
  });

  it.each([
    ["onHand", { onHand: -1 }],
    ["onHand", { onHand: 1_000_000_001 }],
    ["onHand", { onHand: undefined }],
    ["sku", { sku: "" }],
    ["sku", { sku: "S".repeat(256) }],
    ["idempotencyKey", { idempotencyKey: " " }],
  ])("refuses a wrong %s: %j", async (field, change) => {
    expect(await setStock(change)).toMatchObject({ __typename: "InvalidInput", path: [field] });
  });

  it.each([1.5, 10_000_000_000, "5"])("is no valid request with %j", async (onHand) => {
    expect(await world.refusals("SetStock", { input: input({ onHand }) }, staff)).toEqual(["BAD_USER_INPUT"]);
  });

  it.each([randomUUID(), "not an id"])("knows no warehouse %s", async (warehouseId) => {
    expect(await setStock({ warehouseId })).toMatchObject({ __typename: "WarehouseNotFound", path: ["warehouseId"] });
  });

  it("refuses fewer than are reserved, which does not use the key up", async () => {
    const sku = await world.stocked(5);
    await world.reserve([{ sku, quantity: 3 }]);
    const change = { sku, idempotencyKey: randomUUID() };
    expect(await setStock({ ...change, onHand: 2 })).toMatchObject({ __typename: "StockBelowReserved", reserved: 3 });
    expect(await setStock({ ...change, onHand: 3 })).toMatchObject({ stockItem: { onHand: 3, available: 0 } });
  });

  it("acts once for a key, and answers a repeat with the stock as it stands by then", async () => {
    const first = input();
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.mutate("SetStock", first, staff)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await setStock({ sku: first.sku, onHand: 9 });
    expect(await world.mutate("SetStock", first, staff)).toMatchObject({ stockItem: { onHand: 9 } });
    const events = await eventsOf(world.database, first.sku);
    expect(events.map(({ data }) => data.onHand)).toEqual([5, 9]);
  });

  it("refuses a key that was used with another input, by the same person", async () => {
    const first = input();
    await world.mutate("SetStock", first, staff);
    expect(await setStock({ ...first, onHand: 6 })).toMatchObject({ __typename: "IdempotencyKeyReused" });
    const colleague = { ...staff, userId: randomUUID() };
    expect(await setStock({ ...first, onHand: 6 }, colleague)).toMatchObject({ __typename: "StockChanged" });
  });
});

describe("events", () => {
  it("tell of each change the SKU's stock over all warehouses, and when it has become low", async () => {
    const sku = `SKU-${randomUUID()}`;
    const { warehouse } = await world.mutate("CreateWarehouse", { code: "E2", name: "E", countryCode: "DE" }, staff);
    await setStock({ sku, onHand: 6 });
    await setStock({ sku, onHand: 2, warehouseId: warehouse.id });
    await setStock({ sku, onHand: 2, warehouseId: warehouse.id });
    await world.reserve([{ sku, quantity: 3 }]);
    const all = (units: number) => ({ sku, onHand: units, reserved: 0, available: units, sellable: units });
    const data = { sku, onHand: 8, reserved: 3, available: 5, sellable: 5 };
    expect(await eventsOf(world.database, sku)).toEqual([
      { type: "inventory.updated", subjectVersion: 1, data: all(6) },
      { type: "inventory.updated", subjectVersion: 2, data: all(8) },
      { type: "inventory.updated", subjectVersion: 3, data },
      { type: "inventory.low", subjectVersion: 3, data },
    ]);
  });
});
