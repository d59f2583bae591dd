import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { reservationEntries } from "../../src/domain/ledger.ts";
import { type PolicyKind, sellableOf } from "../../src/domain/policy.ts";
import { type Backorder, backorderedBy } from "../../src/domain/reservation.ts";
import { serveInLine } from "../../src/domain/serveInLine.ts";
import { asIfServed, changesBy, isWaitedFor, type SkuStock, totalsOf } from "../../src/domain/stock.ts";

const level = fc.record({ onHand: fc.option(fc.nat(20), { freq: 8 }), reserved: fc.nat(10) });
const situation = fc.record({
  levels: fc.array(level, { maxLength: 4 }),
  waiting: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 }),
  policy: fc.constantFrom<PolicyKind>("NONE", "BACKORDER"),
  limit: fc.option(fc.nat(30)),
});
type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

function stockOf({ levels, waiting, policy, limit }: Situation): { stock: SkuStock; line: Backorder[] } {
  const line = waiting.map((units, index) => ({ orderId: `order-${index}`, sku: "A", waiting: units }));
  const stock = {
    ...{ sku: "A", version: 1, policy, limit, lowStockThreshold: null },
    backordered: waiting.reduce((sum, units) => sum + units, 0),
    levels: levels.map(({ onHand, reserved }, index) => ({
      ...{ sku: "A", warehouseId: `W${index}` },
      onHand: onHand === null ? null : Math.max(onHand, reserved),
      reserved,
    })),
  };
  return { stock, line };
}

/** The stock after so many of the line were served, and what is left of the line. */
function serve(stock: SkuStock, line: readonly Backorder[], most: number) {
  const { added, backorders } = serveInLine([stock], line.slice(0, most));
  const [change] = changesBy([stock], reservationEntries(added), backorderedBy(backorders));
  const allocated = new Map(backorders.map((moved) => [moved.orderId, moved.allocated]));
  const left = line
    .map((each) => ({ ...each, waiting: each.waiting - (allocated.get(each.orderId) ?? 0) }))
    .filter(({ waiting }) => waiting > 0);
  return { stock: change?.after ?? stock, left, allocated };
}

test("A line that is served in parts gets what it gets at once, in the same order", () => {
  fc.assert(
    fc.property(situation, fc.integer({ min: 1, max: 4 }), (given, part) => {
      const { stock, line } = stockOf(given);
      const atOnce = serve(stock, line, line.length);
      let current = { stock, left: line as readonly Backorder[] };
      for (let parts = 0; isWaitedFor(current.stock); parts++) {
        expect(parts).toBeLessThan(20);
        current = serve(current.stock, current.left, part);
      }
      expect({ ...current.stock, version: 0 }).toEqual({ ...atOnce.stock, version: 0 });
      expect(current.left).toEqual(atOnce.left);
    }),
  );
});

test("As if served is what it is when the line was served, whatever part of it was, and so is what can be bought", () => {
  fc.assert(
    fc.property(situation, fc.nat(6), (given, part) => {
      const { stock, line } = stockOf(given);
      const { stock: partly } = serve(stock, line, part);
      const { stock: wholly } = serve(stock, line, line.length);
      expect({ ...asIfServed(partly), version: 0 }).toEqual({ ...wholly, version: 0 });
      expect(totalsOf(partly)).toEqual(totalsOf(wholly));
      const { available, sellable } = totalsOf(partly);
      expect(sellable).toBe(sellableOf(available, wholly));
    }),
  );
});
