import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { checkStock, newOrderId, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => checkStock(world.database));
afterAll(() => world.close());

type Lines = { sku: string; quantity: number }[];

/** An order whose reservation is committed. */
async function ordered(lines: Lines): Promise<string> {
  const { orderId } = await world.reserve(lines);
  await world.ask("CommitReservation", { orderId });
  return orderId;
}
const change = (orderId: string, lines: Lines, changeId: string = randomUUID()) =>
  world.mutate("ChangeReservation", { orderId, changeId, lines, countryCode: "US" });

describe("changing what an order holds", () => {
  it("reserves what comes, lets go of what does not stay, and keeps the rest", async () => {
    const [more, fewer, gone, added] = await Promise.all([5, 5, 5, 5].map((onHand) => world.stocked(onHand)));
    const orderId = await ordered([
      { sku: more!, quantity: 1 },
      { sku: fewer!, quantity: 3 },
      { sku: gone!, quantity: 2 },
    ]);
    const lines = [
      { sku: more!, quantity: 4 },
      { sku: fewer!, quantity: 1 },
      { sku: added!, quantity: 2 },
    ];
    expect(await change(orderId, lines)).toMatchObject({ __typename: "StockReserved", orderId });
    const reserved = await Promise.all([more!, fewer!, gone!, added!].map((sku) => world.stockOf(sku)));
    expect(reserved.map((stock) => stock.reserved)).toEqual([4, 1, 0, 2]);
  });

  it("acts once for a change, however often and at once it is sent", async () => {
    const sku = await world.stocked(5);
    const orderId = await ordered([{ sku, quantity: 1 }]);
    const changeId = randomUUID();
    await Promise.all(Array.from({ length: 5 }, () => change(orderId, [{ sku, quantity: 3 }], changeId)));
    await change(orderId, [{ sku, quantity: 1 }]);
    expect(await change(orderId, [{ sku, quantity: 3 }], changeId)).toMatchObject({ __typename: "StockReserved" });
    expect(await world.stockOf(sku)).toMatchObject({ reserved: 1 });
  });

  it("changes nothing when anything is short, and can be tried again", async () => {
    const [plenty, few] = [await world.stocked(5), await world.stocked(2)];
    const orderId = await ordered([{ sku: plenty, quantity: 1 }]);
    const lines = [
      { sku: plenty, quantity: 3 },
      { sku: few, quantity: 3 },
    ];
    const changeId = randomUUID();
    expect(await change(orderId, lines, changeId)).toEqual({
      __typename: "StockShort",
      shortages: [{ sku: few, requested: 3, available: 2 }],
    });
    expect(await world.stockOf(plenty)).toMatchObject({ reserved: 1 });
    await world.mutate("ImportStock", { levels: [{ sku: few, onHand: 3 }] }, { service: "catalog" });
    expect(await change(orderId, lines, changeId)).toMatchObject({ __typename: "StockReserved" });
    expect(await world.stockOf(few)).toMatchObject({ reserved: 3 });
  });

  it("counts what was shipped as a part of the whole", async () => {
    const sku = await world.stocked(5);
    const orderId = await ordered([{ sku, quantity: 3 }]);
    await world.mutate("FulfilStock", { orderId, fulfilmentId: randomUUID(), lines: [{ sku, quantity: 2 }] });
    await change(orderId, [{ sku, quantity: 4 }]);
    expect(await world.stockOf(sku)).toEqual({ onHand: 3, reserved: 2, available: 1 });
    const input = { orderId, changeId: randomUUID(), lines: [{ sku, quantity: 1 }], countryCode: "US" };
    expect(await world.refusals("ChangeReservation", { input })).toEqual(["BAD_USER_INPUT"]);
  });

  it("is short of everything for an order that has no committed reservation", async () => {
    const sku = await world.stocked(5);
    const { orderId } = await world.reserve([{ sku, quantity: 1 }]);
    for (const id of [orderId, newOrderId()]) {
      expect(await change(id, [{ sku, quantity: 2 }])).toEqual({
        __typename: "StockShort",
        shortages: [{ sku, requested: 2, available: 0 }],
      });
    }
    expect(await world.stockOf(sku)).toMatchObject({ reserved: 1 });
  });

  it("takes as many statements for ten lines as for one", async () => {
    const skus = await Promise.all(Array.from({ length: 10 }, () => world.stocked(5)));
    const orderId = await ordered(skus.map((sku) => ({ sku, quantity: 1 })));
    const { statements } = await countStatements(() =>
      change(
        orderId,
        skus.map((sku) => ({ sku, quantity: 2 })),
      ),
    );
    expect(statements.map(({ label }) => label)).toEqual([
      "BEGIN",
      "inventory.lockReservation",
      "inventory.stockRequest",
      "inventory.lockStockOf",
      "inventory.reservationLines",
      "inventory.writeStock",
      "COMMIT",
    ]);
  });

  it("lets go at once for others: of two that exchange the last pieces both or one succeed, never more than there are", async () => {
    const [one, other] = [await world.stocked(3), await world.stocked(3)];
    const first = await ordered([{ sku: one, quantity: 3 }]);
    const second = await ordered([{ sku: other, quantity: 3 }]);
    for (let round = 0; round < 10; round++) {
      await Promise.all([
        change(first, [{ sku: round % 2 ? one : other, quantity: 2 }]),
        change(second, [{ sku: round % 2 ? other : one, quantity: 2 }]),
      ]);
      for (const sku of [one, other]) expect((await world.stockOf(sku)).available).toBeGreaterThanOrEqual(0);
    }
  });
});
