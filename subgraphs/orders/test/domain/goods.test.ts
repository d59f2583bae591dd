import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { planFulfilment } from "../../src/domain/fulfilmentPlan.ts";
import { type LineBalance, leftToSend, statusByGoods } from "../../src/domain/lineBalance.ts";
import { orderStates } from "../../src/domain/orderStates.ts";
import { planRefund } from "../../src/domain/refundPlan.ts";

/** A line that costs 10.00 for all its pieces, with 0.70 of taxes. */
function balance(changes: Partial<Omit<LineBalance, "line">> & { quantity?: number; id?: string } = {}): LineBalance {
  const { quantity = 3, id = "line", ...rest } = changes;
  const line = {
    ...{ id, quantity, cartLineId: id, variantId: id, productId: id, sku: id, title: id },
    ...{ unitPrice: 0, discount: 0, total: 1_000, tax: 70, discounts: [], taxes: [] },
  };
  const balance = { line, sent: 0, shipped: 0, withdrawn: 0, returned: 0, refunded: 0, ...rest };
  return { withdrawnForGood: balance.withdrawn, returnedForGood: balance.returned, ...balance };
}

describe("how far an order has come by its goods", () => {
  test.each([
    ["nothing was shipped", [balance()], false, "CONFIRMED"],
    ["a parcel is being packed", [balance({ sent: 3 })], false, "CONFIRMED"],
    ["some is shipped", [balance({ sent: 1, shipped: 1 })], false, "PARTIALLY_SHIPPED"],
    ["one line is shipped", [balance({ sent: 3, shipped: 3 }), balance({ id: "b" })], true, "PARTIALLY_SHIPPED"],
    ["the rest is being packed", [balance({ sent: 3, shipped: 2 })], false, "PARTIALLY_SHIPPED"],
    ["all is shipped", [balance({ sent: 3, shipped: 3 })], false, "SHIPPED"],
    ["the rest was withdrawn", [balance({ sent: 2, shipped: 2, withdrawn: 1 })], false, "SHIPPED"],
    [
      "the rest may be withdrawn",
      [balance({ sent: 2, shipped: 2, withdrawn: 1, withdrawnForGood: 0 })],
      true,
      "PARTIALLY_SHIPPED",
    ],
    ["all may come back", [balance({ sent: 3, shipped: 3, returned: 3, returnedForGood: 0 })], true, "DELIVERED"],
    ["all has arrived", [balance({ sent: 3, shipped: 3 })], true, "DELIVERED"],
    ["some came back", [balance({ sent: 3, shipped: 3, returned: 2 })], true, "DELIVERED"],
    ["all came back", [balance({ sent: 3, shipped: 3, returned: 3 })], true, "RETURNED"],
    ["all was withdrawn", [balance({ withdrawn: 3 })], false, "CONFIRMED"],
  ] as const)("when %s", (_, balances, allArrived, status) => {
    expect(statusByGoods(balances, allArrived)).toBe(status);
  });

  test("is always on a way that the table has", () => {
    const step = fc.record({
      act: fc.constantFrom("pack", "ship", "deliver", "refund"),
      pieces: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let goods = balance({ quantity: 6 });
        let status = statusByGoods([goods], false);
        let arrived = 0;
        for (const { act, pieces } of steps) {
          if (act === "pack") goods = { ...goods, sent: goods.sent + Math.min(pieces, leftToSend(goods)) };
          if (act === "ship") goods = { ...goods, shipped: Math.min(goods.sent, goods.shipped + pieces) };
          if (act === "deliver") arrived = goods.shipped;
          if (act === "refund") {
            const quantity = Math.min(pieces, goods.line.quantity - goods.refunded);
            const plan =
              quantity > 0 &&
              planRefund([goods], 10_000, { amount: null, lines: [{ lineId: "line", quantity }], restock: true });
            if (plan && plan.kind === "planned") {
              const [line] = plan.lines;
              goods = {
                ...goods,
                refunded: goods.refunded + quantity,
                withdrawn: goods.withdrawn + line!.withdrawn,
                returned: goods.returned + line!.returned,
              };
              goods = { ...goods, withdrawnForGood: goods.withdrawn, returnedForGood: goods.returned };
            }
          }
          const next = statusByGoods([goods], arrived === goods.sent && goods.sent === goods.shipped);
          if (next !== status) expect(orderStates[status].next).toContain(next);
          status = next;
          expect(leftToSend(goods)).toBeGreaterThanOrEqual(0);
          expect(goods.returned).toBeLessThanOrEqual(goods.shipped);
        }
      }),
    );
  });
});

test("a parcel holds what is left unless its lines are said", () => {
  const balances = [balance({ sent: 1, withdrawn: 1 }), balance({ id: "b", sent: 3 })];
  expect(planFulfilment(balances, null)).toEqual({ kind: "planned", lines: [{ lineId: "line", quantity: 1 }] });
  expect(planFulfilment([balances[1]!], null)).toEqual({ kind: "nothing-left" });
  const twice = [1, 2].map(() => ({ lineId: "line", quantity: 1 }));
  expect(planFulfilment(balances, twice)).toMatchObject({ kind: "invalid", index: 1, field: "lineId" });
});

describe("a refund for pieces", () => {
  test("adds up to the whole line, whatever the portions", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 10 }), (portions) => {
        const quantity = portions.reduce((sum, portion) => sum + portion, 0);
        let refunded = 0;
        let money = 0;
        for (const portion of portions) {
          const plan = planRefund([balance({ quantity, refunded })], 1_070 - money, {
            amount: null,
            lines: [{ lineId: "line", quantity: portion }],
            restock: false,
          });
          if (plan.kind === "nothing-left") break; // the cheapest pieces may cost nothing
          if (plan.kind !== "planned") throw new Error(plan.kind);
          refunded += portion;
          money += plan.amount;
        }
        expect(money).toBe(1_070);
      }),
    );
  });

  test("takes pieces back that were not sent before those that were", () => {
    const goods = balance({ sent: 2, shipped: 2 });
    expect(
      planRefund([goods], 5_000, { amount: null, lines: [{ lineId: "line", quantity: 2 }], restock: true }),
    ).toEqual({
      kind: "planned",
      amount: 713,
      lines: [{ lineId: "line", quantity: 2, withdrawn: 1, returned: 1 }],
    });
  });

  test("is never more than what is left", () => {
    const request = { amount: null, lines: [{ lineId: "line", quantity: 3 }], restock: false };
    expect(planRefund([balance()], 1_069, request)).toEqual({ kind: "exceeds" });
    expect(planRefund([balance()], 0, request)).toEqual({ kind: "nothing-left" });
    expect(planRefund([balance()], 100, { ...request, lines: null })).toMatchObject({ amount: 100 });
  });
});
