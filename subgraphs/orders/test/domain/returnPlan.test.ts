import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { LineBalance } from "../../src/domain/lineBalance.ts";
import { isWithinWindow, planReceipt, planReturn } from "../../src/domain/returnPlan.ts";

/** A line that costs 10.00 for all its pieces, with 0.70 of taxes, all of which have arrived. */
function delivered(quantity: number, changes: Partial<LineBalance> = {}): LineBalance {
  const line = {
    ...{ id: "line", quantity, cartLineId: "line", variantId: "line", productId: "line", sku: "line", title: "line" },
    ...{ unitPrice: 0, discount: 0, total: 1_000, tax: 70, discounts: [], taxes: [] },
  };
  return {
    line,
    sent: quantity,
    shipped: quantity,
    withdrawn: 0,
    returned: 0,
    withdrawnForGood: 0,
    returnedForGood: 0,
    refunded: 0,
    ...changes,
  };
}

test("the window is open to the last moment of its last day, and never before anything has arrived", () => {
  const at = new Date("2026-03-01T12:00:00Z");
  expect(isWithinWindow(at, new Date("2026-03-31T12:00:00.000Z"), 30)).toBe(true);
  expect(isWithinWindow(at, new Date("2026-03-31T12:00:00.001Z"), 30)).toBe(false);
  expect(isWithinWindow(null, at, 30)).toBe(false);
});

describe("returns in portions, received and paid back one after the other", () => {
  const portion = fc.record({
    wanted: fc.integer({ min: 1, max: 4 }),
    restock: fc.integer({ min: 0, max: 4 }),
    writeOff: fc.integer({ min: 0, max: 4 }),
    /** Staff put some back without a return in between. */
    refundedBefore: fc.integer({ min: 0, max: 2 }),
  });

  test("never bring back more than was shipped, nor give back more than was paid; all together exactly that", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(portion, { maxLength: 12 }), (quantity, portions) => {
        let goods = delivered(quantity);
        let money = 0;
        for (const { wanted, restock, writeOff, refundedBefore } of portions) {
          const returnable = [{ lineId: "line", delivered: quantity, announced: 0 }];
          const asked = planReturn([goods], returnable, [{ lineId: "line", quantity: wanted }]);
          if (asked.kind !== "planned") continue;
          const kept = Math.min(refundedBefore, quantity - goods.refunded);
          money += shareOf(goods.refunded + kept, quantity) - shareOf(goods.refunded, quantity);
          goods = { ...goods, refunded: goods.refunded + kept };

          const came = [
            { lineId: "line", quantity: restock, condition: "RESTOCK" as const },
            { lineId: "line", quantity: writeOff, condition: "WRITE_OFF" as const },
          ].filter((line) => line.quantity > 0);
          const plan = planReceipt([goods], 1_070 - money, asked.lines, came, 0);
          if (plan.kind !== "planned") continue;
          const [line] = plan.lines;
          money += plan.refund.amount;
          goods = {
            ...goods,
            returned: goods.returned + line!.restocked + line!.writtenOff,
            refunded: goods.refunded + (plan.refund.lines[0]?.quantity ?? 0),
          };
          expect(goods.returned).toBeLessThanOrEqual(goods.shipped);
          expect(goods.refunded).toBeLessThanOrEqual(quantity);
          expect(money).toBe(shareOf(goods.refunded, quantity));
        }
      }),
    );
  });
});

const shareOf = (pieces: number, all: number) => Math.floor((1_070 * pieces) / all);
