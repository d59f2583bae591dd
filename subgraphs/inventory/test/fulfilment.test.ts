import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { checkStock, startWorld, type World } from "./world.ts";

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
    for (const { data } of answers) expect(data).toEqual({ fulfilStock: { orderId, fulfilmentId: id } });
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
