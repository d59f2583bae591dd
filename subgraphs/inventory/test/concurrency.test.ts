import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { adjustStock } from "../src/usecases/adjustStock.ts";
import { changeReservation } from "../src/usecases/changeReservation.ts";
import { createTransfer } from "../src/usecases/createTransfer.ts";
import { fulfilStock } from "../src/usecases/fulfilStock.ts";
import { receiveTransfer } from "../src/usecases/receiveTransfer.ts";
import { releaseReservation } from "../src/usecases/releaseReservation.ts";
import { reserveStock } from "../src/usecases/reserveStock.ts";
import { setStockPolicy } from "../src/usecases/setStockTerms.ts";
import { checkStock, inAnHour, newOrderId, staff, startWorld, type World } from "./world.ts";

let world: World;
let main: string;
let east: string;
beforeAll(async () => {
  world = await startWorld();
  main = (await world.ask("Warehouses", {}, staff))[0].id;
  east = await world.warehouse("EAST", "DE");
});
afterAll(() => world.close());

const each = <T>(count: number, task: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => task(index)));
const keyed = () => ({ userId: "staff", idempotencyKey: randomUUID() });

test("reservations, parcels, changes, transfers and adjustments of the same SKUs at once: the books agree, nobody deadlocks", async () => {
  const { ports } = world;
  const skus = await each(4, () => world.stocked(40));
  for (const sku of skus) {
    await world.put(sku, east, 10);
    await setStockPolicy(ports, { sku, policy: "BACKORDER", limit: 100 });
  }
  // Every order names the SKUs in another order.
  const linesOf = (index: number) =>
    skus
      .map((sku, place) => ({ sku, quantity: 1 + ((index + place) % 2) }))
      .toSorted(
        (one, other) => ((index * 7 + one.sku.charCodeAt(4)) % 5) - ((index * 3 + other.sku.charCodeAt(4)) % 5),
      );
  const orderIds = Array.from({ length: 40 }, newOrderId);
  const { statements } = await countStatements(() =>
    each(40, (index) =>
      reserveStock(ports, {
        ...{ orderId: orderIds[index]!, lines: linesOf(index) },
        ...{ countryCode: index % 2 ? "DE" : "US", expiresAt: inAnHour() },
      }),
    ),
  );
  expect(beginsIn(statements)).toBe(40);
  await each(40, (index) => world.ask("CommitReservation", { orderId: orderIds[index] }));
  await checkStock(world.database);

  const transfers = await each(4, (index) =>
    createTransfer(ports, {
      ...{ ...keyed(), fromWarehouseId: main, toWarehouseId: east },
      lines: [{ sku: skus[index]!, quantity: 1 }],
    }),
  );
  const sent = transfers.flatMap((result) => (result.kind === "created" ? [result.transfer.id] : []));
  const mixed = await countStatements(() =>
    Promise.all([
      ...orderIds.slice(0, 10).map((orderId) => releaseReservation(ports, orderId)),
      ...orderIds.slice(10, 20).map((orderId, index) => {
        const lines = [{ sku: skus[index % 4]!, quantity: 1 }];
        return fulfilStock(ports, { orderId, fulfilmentId: randomUUID(), lines });
      }),
      ...orderIds.slice(20, 30).map((orderId, index) => {
        const lines = linesOf(index + 1).slice(0, 1 + (index % 3));
        return changeReservation(ports, { orderId, changeId: randomUUID(), lines, countryCode: "FR" });
      }),
      ...skus.flatMap((sku) => [
        adjustStock(ports, { ...keyed(), sku, warehouseId: east, delta: 3, reason: "RECEIVED" }),
        adjustStock(ports, { ...keyed(), sku, warehouseId: main, delta: -1, reason: "LOST" }),
      ]),
      ...sent.map((transferId) => receiveTransfer(ports, { ...keyed(), transferId })),
    ]),
  );
  expect(beginsIn(mixed.statements)).toBe(30 + 8 + sent.length);
  await checkStock(world.database);

  await Promise.all(orderIds.map((orderId) => releaseReservation(ports, orderId)));
  await checkStock(world.database);
  const totals = await ports.store.stock.totals(skus);
  expect(totals.map(({ reserved }) => reserved)).toEqual([0, 0, 0, 0]);
});

/** One for each transaction: a transaction that met with a deadlock begins again. */
function beginsIn(statements: readonly { readonly label: string }[]): number {
  return statements.filter(({ label }) => label === "BEGIN").length;
}
