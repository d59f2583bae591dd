import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { adjustStock } from "../src/usecases/adjustStock.ts";
import { changeReservation } from "../src/usecases/changeReservation.ts";
import { commitReservation } from "../src/usecases/commitReservation.ts";
import { createTransfer } from "../src/usecases/createTransfer.ts";
import { expireReservations } from "../src/usecases/expireReservations.ts";
import { fulfilStock } from "../src/usecases/fulfilStock.ts";
import { importStock } from "../src/usecases/importStock.ts";
import { receiveTransfer } from "../src/usecases/receiveTransfer.ts";
import { releaseReservation } from "../src/usecases/releaseReservation.ts";
import { reserveStock } from "../src/usecases/reserveStock.ts";
import { restock } from "../src/usecases/restock.ts";
import { setStockPolicy } from "../src/usecases/setStockTerms.ts";
import { checkStock, eventsOf, inAnHour, past, staff, startWorld, type World } from "./world.ts";

let world: World;
let main: string;
let second: string;
beforeAll(async () => {
  world = await startWorld();
  main = (await world.ask("Warehouses", {}, staff))[0].id;
  second = await world.warehouse("SECOND", "DE");
});
afterAll(() => world.close());

const none = { onHand: 0, reserved: 0, available: 0, sellable: 0 };
const order = fc.constantFrom("one", "two", "three");
const sku = fc.constantFrom("A", "B");
const quantity = fc.integer({ min: 1, max: 4 });
const line = fc.record({ sku, quantity });
const operation = fc.oneof(
  fc.record({
    do: fc.constant("reserve" as const),
    order,
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    late: fc.boolean(),
  }),
  fc.record({ do: fc.constant("commit" as const), order }),
  fc.record({ do: fc.constant("release" as const), order }),
  fc.record({ do: fc.constant("fulfil" as const), order, id: fc.constantFrom("f1", "f2"), line }),
  fc.record({
    do: fc.constant("restock" as const),
    order,
    id: fc.constantFrom("r1", "r2"),
    line,
    shipped: fc.boolean(),
  }),
  fc.record({
    do: fc.constant("change" as const),
    order,
    id: fc.constantFrom("c1", "c2"),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ do: fc.constant("adjust" as const), sku, delta: fc.constantFrom(-2, -1, 1, 2) }),
  fc.record({ do: fc.constant("send" as const), line, back: fc.boolean() }),
  fc.record({ do: fc.constant("receive" as const), transfer: fc.nat(3), isFinal: fc.boolean() }),
  fc.record({
    do: fc.constant("policy" as const),
    sku,
    policy: fc.constantFrom("NONE" as const, "BACKORDER" as const),
    limit: fc.nat(6),
  }),
  fc.record({ do: fc.constant("expire" as const) }),
  fc.record({ do: fc.constant("import" as const), sku, onHand: fc.option(fc.nat(8), { freq: 8 }) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

/** Does an operation of one run: its orders and SKUs are no other run's. */
async function perform(run: string, step: Operation): Promise<unknown> {
  const { ports } = world;
  const own = (one: { sku: string; quantity: number }) => ({ ...one, sku: `${run} ${one.sku}` });
  switch (step.do) {
    case "reserve": {
      const expiresAt = step.late ? past() : inAnHour();
      const lines = step.lines.map(own);
      return reserveStock(ports, { orderId: `${run} ${step.order}`, lines, countryCode: "US", expiresAt });
    }
    case "commit":
      return commitReservation(ports, `${run} ${step.order}`);
    case "release":
      return releaseReservation(ports, `${run} ${step.order}`);
    case "fulfil": {
      const orderId = `${run} ${step.order}`;
      return fulfilStock(ports, { orderId, fulfilmentId: `${orderId} ${step.id}`, lines: [own(step.line)] });
    }
    case "restock": {
      const orderId = `${run} ${step.order}`;
      const lines = [{ ...own(step.line), shipped: step.shipped }];
      return restock(ports, { restockId: `${orderId} ${step.id}`, orderId, lines });
    }
    case "change": {
      const orderId = `${run} ${step.order}`;
      const changeId = `${orderId} ${step.id}`;
      return changeReservation(ports, { orderId, changeId, lines: step.lines.map(own), countryCode: "DE" });
    }
    case "adjust": {
      const stock = { sku: `${run} ${step.sku}`, warehouseId: main, delta: step.delta, reason: "OTHER" as const };
      return adjustStock(ports, { userId: run, idempotencyKey: randomUUID(), ...stock });
    }
    case "send": {
      const [fromWarehouseId, toWarehouseId] = step.back ? [second, main] : [main, second];
      const transfer = { fromWarehouseId, toWarehouseId, lines: [own(step.line)] };
      return createTransfer(ports, { userId: run, idempotencyKey: randomUUID(), ...transfer });
    }
    case "receive": {
      const under = await ports.store.transfers.page("IN_TRANSIT", 4, null);
      const transfer = under[step.transfer];
      if (!transfer) return undefined;
      const part = step.isFinal ? null : transfer.lines.map(({ sku }) => ({ sku, quantity: 1 }));
      const arrival = { transferId: transfer.id, lines: part, isFinal: step.isFinal };
      return receiveTransfer(ports, { userId: run, idempotencyKey: randomUUID(), ...arrival });
    }
    case "policy":
      return setStockPolicy(ports, { sku: `${run} ${step.sku}`, policy: step.policy, limit: step.limit });
    case "expire":
      return expireReservations(ports);
    case "import":
      return importStock(ports, [{ sku: `${run} ${step.sku}`, onHand: step.onHand }]);
  }
}

describe("whatever happens at once and in whatever order", () => {
  it("reserves what orders hold, never more than there is, and tells it as it is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(operation, { minLength: 1, maxLength: 6 }), { maxLength: 5 }),
        async (rounds) => {
          const run = randomUUID();
          const skus = [`${run} A`, `${run} B`];
          await importStock(
            world.ports,
            skus.map((each) => ({ sku: each, onHand: 6 })),
          );
          for (const together of rounds) {
            await Promise.all(together.map((step) => perform(run, step)));
            await checkStock(world.database);
          }
          for (const each of skus) {
            const events = (await eventsOf(world.database, each)).filter(({ type }) => type === "inventory.updated");
            const [{ onHand, reserved, available, sellable } = none] = await world.ports.store.stock.totals([each]);
            expect(events.at(-1).data).toEqual({ sku: each, onHand, reserved, available, sellable });
            expect(events.map(({ subjectVersion }) => subjectVersion)).toEqual(
              events.map((_event, index) => index + 1),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("gives back everything when every order is released", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 12 }), async (steps) => {
        const run = randomUUID();
        await importStock(world.ports, [
          { sku: `${run} A`, onHand: 6 },
          { sku: `${run} B`, onHand: 6 },
        ]);
        const releases = (["one", "two", "three"] as const).map((each) => ({ do: "release" as const, order: each }));
        await Promise.all([...steps, ...releases].map((step) => perform(run, step)));
        for (const each of ["A", "B"]) {
          const [{ reserved } = none] = await world.ports.store.stock.totals([`${run} ${each}`]);
          expect(reserved).toBe(0);
          expect((await world.ask("StockPolicy", { sku: `${run} ${each}` }, staff)).backordered).toBe(0);
        }
      }),
      { numRuns: 20 },
    );
  });
});
