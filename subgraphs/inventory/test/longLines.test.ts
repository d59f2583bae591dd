import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { serveUnserved } from "../src/usecases/serveUnserved.ts";
import { mostServed } from "../src/usecases/steps/serveLine.ts";
import { checkStock, eventsOf, staff, startWorld, type World } from "./world.ts";

let world: World;
let main: string;
beforeAll(async () => {
  world = await startWorld();
  main = (await world.ask("Warehouses", {}, staff))[0].id;
});
afterEach(() => checkStock(world.database));
afterAll(() => world.close());

/** A SKU that so many orders wait for, a piece each, in the order of their names; and how many more may wait. */
async function line(length: number, limit = length + 5): Promise<string> {
  const sku = await world.stocked(0);
  await world.mutate("SetStockPolicy", { sku, policy: "BACKORDER", limit }, staff);
  await world.database.query(
    "test.line",
    `WITH waiting AS (SELECT $1 || '-' || lpad(number::text, 6, '0') AS order_id, number FROM generate_series(1, $2::integer) AS number),
     reservation AS (INSERT INTO reservations (order_id, state, expires_at) SELECT order_id, 'COMMITTED', now() FROM waiting),
     item AS (UPDATE stock_items SET backordered = $2 WHERE sku = $1)
     INSERT INTO backorders (order_id, sku, quantity, created_at)
     SELECT order_id, $1, 1, now() - interval '1 day' + number * interval '1 ms' FROM waiting`,
    [sku, length],
  );
  return sku;
}
const arrives = (sku: string, delta: number) =>
  world.mutate(
    "AdjustStock",
    { idempotencyKey: randomUUID(), sku, warehouseId: main, delta, reason: "RECEIVED" },
    staff,
  );
/** Of those in line, in order: how many got theirs, and whether nobody was passed over. */
async function served(sku: string): Promise<{ count: number; isInOrder: boolean }> {
  const [row] = await world.database.query<{ count: number; isInOrder: boolean }>(
    "test.served",
    `SELECT count(*) FILTER (WHERE allocated = 1)::integer AS count,
       bool_and((allocated = 1) = (place <= (SELECT sum(allocated) FROM backorders WHERE sku = $1))) AS "isInOrder"
     FROM (SELECT allocated, row_number() OVER (ORDER BY created_at, order_id) AS place FROM backorders WHERE sku = $1) AS line`,
    [sku],
  );
  return row!;
}
const shown = async (sku: string) => {
  const representations = [{ __typename: "Variant", id: "v", sku }];
  return (await world.ask("Availability", { representations }, {}))[0].availability.quantity;
};
const sellable = async (sku: string) =>
  (await world.ask("StockForSkus", { skus: [sku] }, { service: "carts" }))[0].available;

test("A line is served by as many transactions as it needs, oldest first, each order once", async () => {
  const sku = await line(2 * mostServed + 7);
  await arrives(sku, 2 * mostServed + 10);
  expect(await served(sku)).toEqual({ count: mostServed, isInOrder: true });
  expect(await serveUnserved(world.ports)).toBe("more");
  expect(await served(sku)).toEqual({ count: 2 * mostServed, isInOrder: true });
  // A process that dies here leaves the note behind: whoever comes next goes on.
  expect(await serveUnserved(world.ports)).toBe("more");
  expect(await served(sku)).toEqual({ count: 2 * mostServed + 7, isInOrder: true });
  expect(await serveUnserved(world.ports)).toBe("done");
  expect(await world.stockOf(sku)).toMatchObject({ reserved: 2 * mostServed + 7, available: 3 });
});

test("Each part takes the same few statements", async () => {
  const sku = await line(2 * mostServed);
  await arrives(sku, 2 * mostServed);
  const { statements } = await countStatements(() => serveUnserved(world.ports));
  expect(statements.map(({ label }) => label)).toEqual([
    "inventory.unserved",
    "BEGIN",
    "inventory.lockStock",
    "inventory.forgetUnserved",
    "inventory.backordersInLine",
    "inventory.writeStock",
    "COMMIT",
  ]);
});

test("What lies there for those in line is nobody else's: not a buyer's, not an edit's, not staff's", async () => {
  const sku = await line(mostServed + 20, 20);
  const other = await world.stocked(5);
  await arrives(sku, mostServed + 12);
  // 12 lie free for 20 who wait: of the limit of 20, 12 are left.
  expect([await shown(sku), await sellable(sku)]).toEqual([0, 12]);
  expect((await eventsOf(world.database, sku)).at(-1).data).toMatchObject({ available: 0, sellable: 12 });
  const refused = await world.mutate(
    "AdjustStock",
    { idempotencyKey: randomUUID(), sku, warehouseId: main, delta: -1, reason: "DAMAGED" },
    staff,
  );
  expect(refused).toMatchObject({ __typename: "StockTooFew" });

  expect(await world.reserve([{ sku, quantity: 13 }])).toMatchObject({
    shortages: [{ sku, requested: 13, available: 12 }],
  });
  const { orderId } = await world.reserve([{ sku: other, quantity: 1 }]);
  await world.ask("CommitReservation", { orderId });
  const lines = [
    { sku, quantity: 2 },
    { sku: other, quantity: 1 },
  ];
  const changed = await world.mutate("ChangeReservation", {
    orderId,
    changeId: randomUUID(),
    countryCode: "US",
    lines,
  });
  expect(changed).toMatchObject({ __typename: "StockReserved" });
  while ((await serveUnserved(world.ports)) === "more");
  expect(await served(sku)).toEqual({ count: mostServed + 12, isInOrder: true });
  expect((await world.ask("StockPolicy", { sku }, staff)).backordered).toBe(8 + 2);
});

test("An order that holds pieces keeps them when it is changed while a line is served", async () => {
  const sku = await world.stocked(3);
  const { orderId } = await world.reserve([{ sku, quantity: 3 }]);
  await world.ask("CommitReservation", { orderId });
  const waiting = await line(mostServed + 5);
  await world.database.query("test.join", "UPDATE backorders SET sku = $1 WHERE sku = $2", [sku, waiting]);
  await world.database.query(
    "test.count",
    `UPDATE stock_items SET backordered = CASE sku WHEN $1 THEN $3::bigint ELSE 0 END WHERE sku IN ($1, $2)`,
    [sku, waiting, mostServed + 5],
  );
  await arrives(sku, mostServed + 2);
  const change = { orderId, changeId: randomUUID(), countryCode: "US", lines: [{ sku, quantity: 2 }] };
  expect(await world.mutate("ChangeReservation", change)).toMatchObject({ __typename: "StockReserved" });
  while ((await serveUnserved(world.ports)) === "more");
  expect(await served(sku)).toEqual({ count: mostServed + 3, isInOrder: true });
  expect(await world.stockOf(sku)).toMatchObject({ available: 0 });
});

test("Several who serve, sell and give back at once allocate no piece twice", async () => {
  const skus = [await line(3 * mostServed), await line(2 * mostServed)];
  await Promise.all(skus.map((sku) => arrives(sku, 4 * mostServed)));
  await Promise.all([
    ...Array.from({ length: 4 }, () => serveUnserved(world.ports)),
    ...skus.map((sku) => arrives(sku, 1)),
    ...Array.from({ length: 10 }, (_, index) => world.reserve([{ sku: skus[index % 2]!, quantity: 1 }])),
    world.ask("ReleaseReservation", { orderId: `${skus[0]}-000003` }),
    world.ask("ReleaseReservation", { orderId: `${skus[1]}-001000` }),
  ]);
  while ((await serveUnserved(world.ports)) === "more");
  expect((await Promise.all(skus.map(world.stockOf))).map(({ available }) => available)).toEqual([
    mostServed + 1 - 5 + 1,
    2 * mostServed + 1 - 5 + 1,
  ]);
});
