import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { staff, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const there = (quantity: number | null) => ({ inStock: true, quantity, status: "IN_STOCK", expectedAt: null });
const gone = { inStock: false, quantity: 0, status: "OUT_OF_STOCK", expectedAt: null };
const product = (skus: string[]) => ({ __typename: "Product", id: randomUUID(), skus });
const variant = (sku: string) => ({ __typename: "Variant", id: randomUUID(), sku });
const availability = async (representations: object[]) =>
  (await world.ask("Availability", { representations }, {})).map(
    (entity: { availability: object }) => entity.availability,
  );

describe("availability", () => {
  it("is what is on hand less what is reserved, for anybody to see", async () => {
    const sku = await world.stocked(5);
    await world.reserve([{ sku, quantity: 3 }]);
    expect(await availability([variant(sku)])).toEqual([there(2)]);
    await world.reserve([{ sku, quantity: 2 }]);
    expect(await availability([variant(sku), product([sku])])).toEqual([gone, { inStock: false }]);
  });

  it("is added up over the warehouses, and without limit if one of them has no limit", async () => {
    const sku = await world.stocked(1_000_000_000);
    for (const [code, onHand] of [
      ["A1", 1_000_000_000],
      ["A2", 1_000_000_000],
      ["A3", null],
    ] as const) {
      const { warehouse } = await world.mutate("CreateWarehouse", { code, name: code, countryCode: "US" }, staff);
      const input = { idempotencyKey: randomUUID(), sku, warehouseId: warehouse.id, onHand };
      await world.mutate("SetStock", input, staff);
      const quantity = onHand === null ? null : 1_000_000_000;
      expect(await availability([variant(sku)])).toEqual([there(quantity)]);
    }
  });

  it("is none of what was never stocked, and of a product without variants", async () => {
    expect(await availability([variant("never stocked"), product(["never stocked"]), product([])])).toEqual([
      gone,
      { inStock: false },
      { inStock: false },
    ]);
  });

  it("of a product is that of any of its variants", async () => {
    const [none, some] = [await world.stocked(0), await world.stocked(1)];
    expect(await availability([product([none, some])])).toEqual([{ inStock: true }]);
  });

  it("of many products and variants is read by one statement", async () => {
    const skus = await Promise.all(Array.from({ length: 20 }, () => world.stocked(1)));
    const { result, statements } = await countStatements(() =>
      availability([...skus.map(variant), ...skus.map((sku) => product([sku, "other"]))]),
    );
    expect(result).toHaveLength(40);
    expect(statements.map(({ label }) => label)).toEqual(["inventory.stockTotals"]);
  });
});

describe("stock for other services", () => {
  it("comes in the order asked for, by one statement", async () => {
    const [five, unlimited] = [await world.stocked(5), await world.stocked(null)];
    const skus = [unlimited, "never stocked", five, five];
    const { result, statements } = await countStatements(() =>
      world.ask("StockForSkus", { skus }, { service: "carts" }),
    );
    expect(result).toEqual([
      { sku: unlimited, available: null },
      { sku: "never stocked", available: 0 },
      { sku: five, available: 5 },
      { sku: five, available: 5 },
    ]);
    expect(statements).toHaveLength(1);
  });
});

describe("importing stock", () => {
  const importStock = (levels: object[], as = { service: "catalog" }) => world.mutate("ImportStock", { levels }, as);

  it("sets many at once, and the second time changes nothing", async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const levels = [
      { sku: one, onHand: 3 },
      { sku: two, onHand: null },
    ];
    expect(await importStock(levels)).toEqual({ changed: 2 });
    expect(await importStock(levels)).toEqual({ changed: 0 });
    expect(await importStock([{ sku: one, onHand: 4 }, levels[1]!])).toEqual({ changed: 1 });
    expect(await importStock([])).toEqual({ changed: 0 });
  });

  it("takes fewer than none for none, and never goes below what is reserved", async () => {
    const sku = await world.stocked(5);
    await world.reserve([{ sku, quantity: 2 }]);
    await importStock([{ sku, onHand: -4 }]);
    expect(await world.stockOf(sku)).toEqual({ onHand: 2, reserved: 2, available: 0 });
  });

  it("sets it in another warehouse when told to, beside what is in the main one", async () => {
    const sku = await world.stocked(5);
    const input = { code: "EAST", name: "East", countryCode: "US" };
    const { warehouse } = await world.mutate("CreateWarehouse", input, staff);
    const importThere = (warehouseId: string) =>
      world.refusals("ImportStock", { input: { warehouseId, levels: [{ sku, onHand: 3 }] } }, { service: "demo" });
    expect(await importThere(warehouse.id)).toEqual([]);
    expect(await world.stockOf(sku)).toMatchObject({ onHand: 5 });
    expect(await world.ask("StockForSkus", { skus: [sku] }, { service: "carts" })).toEqual([{ sku, available: 8 }]);
    for (const unknown of [randomUUID(), "nowhere"]) expect(await importThere(unknown)).toEqual(["BAD_USER_INPUT"]);
  });

  it("takes the last of two for one SKU", async () => {
    const sku = randomUUID();
    expect(
      await importStock([
        { sku, onHand: 1 },
        { sku, onHand: 2 },
      ]),
    ).toEqual({ changed: 1 });
    expect(await world.stockOf(sku)).toMatchObject({ onHand: 2 });
  });
});

describe("fields for services", () => {
  const orderId = "order";
  const lines = [{ sku: "A", quantity: 1 }];
  const fields: [string, Record<string, unknown>, string][] = [
    ["StockForSkus", { skus: ["A"] }, "catalog"],
    ["ReserveStock", { input: { orderId, lines, countryCode: "US", expiresAt: new Date().toISOString() } }, "carts"],
    ["CommitReservation", { orderId }, "carts"],
    ["ReleaseReservation", { orderId }, "carts"],
    ["FulfilStock", { input: { orderId, fulfilmentId: "f", lines } }, "carts"],
    ["ChangeReservation", { input: { orderId, changeId: "c", lines, countryCode: "US" } }, "carts"],
    ["Restock", { input: { orderId, restockId: "r", lines: [{ ...lines[0], shipped: true }] } }, "carts"],
    ["ImportStock", { input: { levels: [] } }, "orders"],
  ];

  it.each(fields)("%s refuses guests, administrators and other services", async (operation, variables, service) => {
    for (const as of [{}, { userId: randomUUID(), roles: ["ADMIN"] as const }, { service }]) {
      expect(await world.refusals(operation, variables, as)).toEqual(["FORBIDDEN"]);
    }
  });
});
