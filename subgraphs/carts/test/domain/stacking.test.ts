import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { priceCart } from "../../src/domain/pricing.ts";
import type { Promotion } from "../../src/domain/promotion.ts";
import { everything } from "../../src/domain/promotionScope.ts";
import { currencies, linesIn, promotionOf, promotionsIn, someone, thing } from "./arbitraries.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });
const lines = [{ id: "a", quantity: 1, unitPrice: usd(10_000), merchandise: thing }];
const share = (basisPoints: number, changes: Partial<Promotion> = {}) =>
  promotionOf({ kind: "PERCENTAGE", basisPoints }, changes);
const off = (amount: number, changes: Partial<Promotion> = {}) =>
  promotionOf({ kind: "FIXED_AMOUNT", amounts: [usd(amount)], per: "ORDER" }, changes);
/** The ids of what applies, in its order, and why codes do not. */
function outcome(...promotions: Promotion[]) {
  const { applied, objections, total } = priceCart("USD", lines, promotions, someone);
  return {
    applied: applied.map(({ promotion }) => promotion.id),
    total: total.amount,
    refused: objections.map(({ promotion, reason }) => `${promotion.id} ${reason}`),
  };
}

describe("promotions", () => {
  test("apply to lines, then to the order, then to shipping, in whatever order codes were entered", () => {
    const shipping = promotionOf({ kind: "FREE_SHIPPING" }, { id: "shipping" });
    const order = off(1_000, { id: "order" });
    const ofLines = share(5_000, { id: "lines", scope: { ...everything, categoryIds: ["shirts"] } });
    expect(outcome(shipping, order, ofLines)).toEqual({
      applied: ["lines", "order", "shipping"],
      total: 4_000,
      refused: [],
    });
  });

  test("come to what docs/workflows/pricing.md says", () => {
    const teapots = { ...everything, categoryIds: ["shirts"] };
    const sale = share(1_000, { id: "sale", code: null, scope: teapots });
    const threeForTwo = promotionOf(
      { kind: "BUY_X_GET_Y", buyQuantity: 2, getQuantity: 1, basisPoints: 10_000, getFrom: null },
      { id: "3 for 2" },
    );
    const cart = [
      { id: "a", quantity: 2, unitPrice: usd(1_000), merchandise: thing },
      { id: "b", quantity: 1, unitPrice: usd(400), merchandise: thing },
    ];
    const priced = priceCart("USD", cart, [off(100, { id: "off" }), threeForTwo, sale], someone);
    const discounts = [...priced.lines.values()].map((line) =>
      line.discounts.map(({ promotion, amount }) => [promotion.id, amount.amount]),
    );
    expect(discounts).toEqual([
      [
        ["sale", 200],
        ["off", 100],
      ],
      [
        ["sale", 40],
        ["3 for 2", 360],
      ],
    ]);
    expect(priced.total).toEqual(usd(1_700));
  });

  test("of a class apply by priority, then those without a code by age, then codes as entered", () => {
    const some = [
      off(1, { id: "4" }),
      off(1, { id: "3" }),
      off(1, { id: "2", code: null }),
      off(1, { id: "1", code: null }),
      off(1, { id: "0", priority: -1, code: null }),
      off(1, { id: "9", priority: 1 }),
    ];
    expect(outcome(...some).applied).toEqual(["9", "1", "2", "4", "3", "0"]);
  });

  test("that are exclusive in their class apply alone there if that is better, and beside other classes", () => {
    const alone = share(3_000, { id: "alone", stacking: "EXCLUSIVE_IN_CLASS" });
    const ofLines = off(1_000, { id: "lines", scope: { ...everything, productIds: ["product"] } });
    const [small, large] = [share(1_000, { id: "small" }), share(2_500, { id: "large" })];
    expect(outcome(small, alone, ofLines)).toEqual({
      applied: ["lines", "alone"],
      total: 6_300,
      refused: ["small NOT_COMBINABLE"],
    });
    expect(outcome(small, alone, large, ofLines)).toMatchObject({
      applied: ["lines", "small", "large"],
      refused: ["alone NOT_COMBINABLE"],
    });
  });

  test("that are exclusive apply alone or not at all, the best for the customer of them", () => {
    const [third, quarter] = [
      share(3_333, { id: "third", stacking: "EXCLUSIVE" }),
      share(2_500, { id: "quarter", stacking: "EXCLUSIVE", priority: 9 }),
    ];
    const tenth = share(1_000, { id: "tenth" });
    expect(outcome(quarter, third, tenth)).toEqual({
      applied: ["third"],
      total: 6_667,
      refused: ["quarter NOT_COMBINABLE", "tenth NOT_COMBINABLE"],
    });
  });

  test("that are worth the same are chosen by their rank", () => {
    const [one, other] = [
      share(2_500, { id: "one", stacking: "EXCLUSIVE" }),
      share(2_500, { id: "other", stacking: "EXCLUSIVE", priority: 1 }),
    ];
    expect(outcome(one, other).applied).toEqual(["other"]);
    expect(outcome(one, { ...other, priority: 0 }).applied).toEqual(["one"]);
  });

  test("together never leave more to pay than the best exclusive one alone, and an exclusive one is never beside another", () => {
    const carts = currencies.chain((currency) =>
      fc.record({ currency: fc.constant(currency), lines: linesIn(currency, 5), promotions: promotionsIn(currency) }),
    );
    fc.assert(
      fc.property(carts, ({ currency, lines: some, promotions }) => {
        const { applied, total } = priceCart(currency, some, promotions, someone);
        for (const promotion of promotions.filter(({ stacking }) => stacking === "EXCLUSIVE")) {
          expect(total.amount).toBeLessThanOrEqual(priceCart(currency, some, [promotion], someone).total.amount);
          if (applied.some((one) => one.promotion === promotion)) expect(applied).toHaveLength(1);
        }
      }),
    );
  });
});
