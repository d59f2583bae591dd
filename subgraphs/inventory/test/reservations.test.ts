import { countStatements, eventually } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { expireReservations } from "../src/usecases/expireReservations.ts";
import { checkStock, newOrderId, past, startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => checkStock(world.database));
afterAll(() => world.close());

const commit = (orderId: string) => world.ask("CommitReservation", { orderId });
const release = (orderId: string) => world.ask("ReleaseReservation", { orderId });
const times = <T>(count: number, task: () => Promise<T>) => Promise.all(Array.from({ length: count }, task));

describe("reserving", () => {
  it("gives 20 orders at once no more than the 5 that are left", async () => {
    const sku = await world.stocked(5);
    const answers = await times(20, () => world.reserve([{ sku, quantity: 1 }]));
    expect(answers.filter(({ __typename }) => __typename === "StockReserved")).toHaveLength(5);
    expect(answers.filter(({ __typename }) => __typename === "StockShort")).toHaveLength(15);
    expect(await world.stockOf(sku)).toEqual({ onHand: 5, reserved: 5, available: 0 });
  });

  it("takes every line of an order or none", async () => {
    const [plenty, few] = [await world.stocked(10), await world.stocked(1)];
    const lines = [
      { sku: plenty, quantity: 3 },
      { sku: few, quantity: 2 },
    ];
    expect(await world.reserve(lines)).toEqual({
      __typename: "StockShort",
      shortages: [{ sku: few, requested: 2, available: 1 }],
    });
    expect(await world.stockOf(plenty)).toEqual({ onHand: 10, reserved: 0, available: 10 });
  });

  it("adds up lines of one SKU", async () => {
    const sku = await world.stocked(5);
    const line = { sku, quantity: 3 };
    expect(await world.reserve([line, line])).toEqual({
      __typename: "StockShort",
      shortages: [{ sku, requested: 6, available: 5 }],
    });
  });

  it("needs four statements, a repeat no more", async () => {
    const lines = [
      { sku: await world.stocked(5), quantity: 1 },
      { sku: await world.stocked(5), quantity: 1 },
    ];
    const orderId = newOrderId();
    const first = await countStatements(() => world.reserve(lines, { orderId }));
    expect(first.statements.map(({ label }) => label)).toEqual([
      "BEGIN",
      "inventory.lockStockToReserve",
      "inventory.reserve",
      "COMMIT",
    ]);
    const repeat = await countStatements(() => world.reserve(lines, { orderId }));
    expect(repeat.result).toEqual(first.result);
    expect(repeat.statements).toHaveLength(4);
  });

  it("answers a repeat as the first time, though nothing is left, also when they come at once", async () => {
    const sku = await world.stocked(1);
    const order = { orderId: newOrderId() };
    const answers = await times(5, () => world.reserve([{ sku, quantity: 1 }], order));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ __typename: "StockReserved", orderId: order.orderId });
    expect(await world.stockOf(sku)).toMatchObject({ reserved: 1 });
  });

  it("does not keep that it was short: when there is stock again, the same order gets it", async () => {
    const sku = await world.stocked(0);
    const order = { orderId: newOrderId() };
    expect(await world.reserve([{ sku, quantity: 1 }], order)).toMatchObject({ __typename: "StockShort" });
    await world.mutate("ImportStock", { levels: [{ sku, onHand: 1 }] }, { service: "catalog" });
    expect(await world.reserve([{ sku, quantity: 1 }], order)).toMatchObject({ __typename: "StockReserved" });
  });

  it("never waits in a circle, whatever the order of the lines", async () => {
    const skus = await times(4, () => world.stocked(100));
    const orders = Array.from({ length: 30 }, (_, index) => skus.toSorted(() => (index % 3) - 1).map(line));
    const answers = await Promise.all(orders.map((lines) => world.reserve(lines)));
    for (const answer of answers) expect(answer.__typename).toBe("StockReserved");
    for (const sku of skus) expect(await world.stockOf(sku)).toMatchObject({ reserved: 30 });
  });
  const line = (sku: string) => ({ sku, quantity: 1 });

  it.each([[[]], [[{ sku: "A", quantity: 0 }]], [[{ sku: "A", quantity: -1 }]], [[{ sku: "A", quantity: 1.5 }]]])(
    "refuses lines that are none: %j",
    async (lines) => {
      const input = { orderId: newOrderId(), lines, countryCode: "US", expiresAt: new Date().toISOString() };
      expect(await world.refusals("ReserveStock", { input })).toEqual(["BAD_USER_INPUT"]);
    },
  );
});

describe("committing", () => {
  it("keeps a reservation from expiring, by one statement, and can be repeated at once", async () => {
    const sku = await world.stocked(1);
    const { orderId } = await world.reserve([{ sku, quantity: 1 }]);
    const { statements } = await countStatements(() => commit(orderId));
    expect(statements).toHaveLength(1);
    for (const answer of await times(5, () => commit(orderId))) {
      expect(answer).toEqual({ __typename: "ReservationCommitted" });
    }
  });

  it("comes too late for a reservation that has expired, before and after it is given back", async () => {
    const sku = await world.stocked(1);
    const { orderId } = await world.reserve([{ sku, quantity: 1 }], { expiresAt: past() });
    expect(await commit(orderId)).toEqual({ __typename: "ReservationExpired" });
    await expireReservations(world.ports);
    expect(await commit(orderId)).toEqual({ __typename: "ReservationExpired" });
  });

  it("has nothing to commit of an order that is not known", async () => {
    expect(await commit(newOrderId())).toEqual({ __typename: "ReservationExpired" });
  });
});

describe("releasing", () => {
  it("gives back what is reserved or committed, once", async () => {
    const sku = await world.stocked(3);
    const reserved = await world.reserve([{ sku, quantity: 1 }]);
    const committed = await world.reserve([{ sku, quantity: 2 }]);
    await commit(committed.orderId);
    const orders = [reserved.orderId, reserved.orderId, committed.orderId, committed.orderId];
    await Promise.all(orders.map(release));
    expect(await world.stockOf(sku)).toEqual({ onHand: 3, reserved: 0, available: 3 });
    expect(await commit(committed.orderId)).toEqual({ __typename: "ReservationExpired" });
  });

  it("keeps an order that has not reserved yet from ever doing so", async () => {
    const sku = await world.stocked(3);
    const orderId = newOrderId();
    expect(await release(orderId)).toEqual({ orderId });
    expect(await world.reserve([{ sku, quantity: 1 }], { orderId })).toEqual({
      __typename: "StockShort",
      shortages: [{ sku, requested: 1, available: 0 }],
    });
    expect(await world.stockOf(sku)).toMatchObject({ reserved: 0 });
  });

  it("leaves nothing reserved, whether it or the reservation comes first", async () => {
    const sku = await world.stocked(10);
    for (let round = 0; round < 10; round++) {
      const orderId = newOrderId();
      await Promise.all([world.reserve([{ sku, quantity: 1 }], { orderId }), release(orderId)]);
    }
    expect(await world.stockOf(sku)).toMatchObject({ reserved: 0 });
  });
});

describe("expiry", () => {
  it("gives back what was neither committed nor released in time, and nothing else", async () => {
    const sku = await world.stocked(10);
    await times(3, () => world.reserve([{ sku, quantity: 1 }], { expiresAt: past() }));
    await world.reserve([{ sku, quantity: 2 }]);
    expect(await world.stockOf(sku)).toMatchObject({ reserved: 5 });
    await times(3, () => expireReservations(world.ports));
    expect(await world.stockOf(sku)).toEqual({ onHand: 10, reserved: 2, available: 8 });
  });

  it("is done by the subgraph's own worker", async () => {
    const own = await startWorld();
    try {
      const sku = await own.stocked(1);
      await own.reserve([{ sku, quantity: 1 }], { expiresAt: past() });
      await own.subgraph.start();
      await eventually(async () => (await own.stockOf(sku)).available === 1);
    } finally {
      await own.close();
    }
  });

  it("takes as many turns as it needs", async () => {
    const sku = await world.stocked(120);
    await times(60, () => world.reserve([{ sku, quantity: 2 }], { expiresAt: past() }));
    expect(await expireReservations(world.ports)).toBe("more");
    while ((await expireReservations(world.ports)) === "more");
    expect(await world.stockOf(sku)).toMatchObject({ reserved: 0 });
  });

  it("leaves a repeat of the reservation short", async () => {
    const sku = await world.stocked(1);
    const order = { orderId: newOrderId(), expiresAt: past() };
    await world.reserve([{ sku, quantity: 1 }], order);
    await expireReservations(world.ports);
    expect(await world.reserve([{ sku, quantity: 1 }], order)).toMatchObject({ __typename: "StockShort" });
  });
});
