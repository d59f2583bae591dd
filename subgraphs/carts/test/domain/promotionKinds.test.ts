import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { priceCart } from "../../src/domain/pricing.ts";
import type { Benefit, Promotion, Tier } from "../../src/domain/promotion.ts";
import { covers, everything, type Merchandise } from "../../src/domain/promotionScope.ts";
import { buyXGetY, currencies, linesIn, promotionOf, scopes, someone, thing } from "./arbitraries.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });
const line = (id: string, quantity: number, price: number, merchandise: Partial<Merchandise> = {}) => ({
  id,
  quantity,
  unitPrice: usd(price),
  merchandise: { ...thing, ...merchandise },
});
/** What a promotion takes off each line. */
function offBy(benefit: Benefit, lines: ReturnType<typeof line>[], changes: Partial<Promotion> = {}): number[] {
  const priced = priceCart("USD", lines, [promotionOf(benefit, changes)], someone);
  return lines.map(({ id }) => priced.lines.get(id)!.discount.amount);
}
const half: Benefit = { kind: "PERCENTAGE", basisPoints: 5_000 };

describe("a scope", () => {
  const shirt = { variantId: "v-shirt", productId: "p-shirt", brandId: "b-shirt", categoryIds: ["shirts", "clothing"] };
  const shoe = { variantId: "v-shoe", productId: "p-shoe", brandId: null, categoryIds: ["shoes", "clothing"] };
  const lines = [line("a", 1, 1_000, shirt), line("b", 1, 2_000, shoe)];

  test.each([
    [{ variantIds: ["v-shirt"] }, [500, 0]],
    [{ productIds: ["p-shoe"] }, [0, 1_000]],
    [{ brandIds: ["b-shirt"] }, [500, 0]],
    [{ categoryIds: ["shoes"] }, [0, 1_000]],
    [{ categoryIds: ["clothing"] }, [500, 1_000]],
    [{ categoryIds: ["shoes"], brandIds: ["b-shirt"] }, [500, 1_000]],
  ])("of %j is what is named in any of the ways, categories with all below them", (scope, expected) => {
    expect(offBy(half, lines, { scope: { ...everything, ...scope } })).toEqual(expected);
  });

  test("leaves out what is excluded, and what is on sale where it says so", () => {
    expect(offBy(half, lines, { exclusions: { ...everything, categoryIds: ["shoes"] } })).toEqual([500, 0]);
    const onSale = [lines[0]!, line("b", 1, 2_000, { ...shoe, isOnSale: true })];
    expect(offBy(half, onSale, { excludesSaleItems: true })).toEqual([500, 0]);
    expect(offBy(half, onSale)).toEqual([500, 1_000]);
  });

  test("is what minimums count", () => {
    const scope = { ...everything, categoryIds: ["shirts"] };
    expect(offBy(half, lines, { scope, minimumSubtotals: [usd(1_001)] })).toEqual([0, 0]);
    expect(offBy(half, lines, { scope, minimumQuantity: 2 })).toEqual([0, 0]);
    expect(offBy(half, lines, { scope, minimumSubtotals: [usd(1_000)], minimumQuantity: 1 })).toEqual([500, 0]);
  });
});

describe("an amount", () => {
  const lines = [line("a", 2, 1_000), line("b", 1, 300)];

  test("off the order is spread over its lines in proportion", () => {
    expect(offBy({ kind: "FIXED_AMOUNT", amounts: [usd(460)], per: "ORDER" }, lines)).toEqual([400, 60]);
  });

  test("off each piece is no more than the piece costs", () => {
    expect(offBy({ kind: "FIXED_AMOUNT", amounts: [usd(500)], per: "ITEM" }, lines)).toEqual([1_000, 300]);
  });

  test("off so many pieces at most is off the dearest", () => {
    const off: Benefit = { kind: "FIXED_AMOUNT", amounts: [usd(200)], per: "ITEM" };
    expect(offBy(off, lines, { limitPerOrder: 1 })).toEqual([200, 0]);
    expect(offBy(off, lines, { limitPerOrder: 3 })).toEqual([400, 200]);
  });

  test("is that of the cart's currency", () => {
    const amounts = [{ amount: 9, currency: "EUR" }, usd(100)];
    expect(offBy({ kind: "FIXED_AMOUNT", amounts, per: "ORDER" }, [line("a", 1, 1_000)])).toEqual([100]);
  });
});

describe("tiers", () => {
  const tier = (changes: Partial<Tier>): Tier => ({
    minimumQuantity: null,
    minimumSubtotals: [],
    basisPoints: null,
    amounts: [],
    ...changes,
  });

  test("by spending give what the last one gives that is reached", () => {
    const tiers = [
      tier({ minimumSubtotals: [usd(1_000)], basisPoints: 1_000 }),
      tier({ minimumSubtotals: [usd(5_000)], basisPoints: 2_000 }),
    ];
    const spent = (amount: number) => offBy({ kind: "TIERED", tiers }, [line("a", 1, amount)]);
    expect([999, 1_000, 4_999, 5_000].map(spent)).toEqual([[0], [100], [500], [1_000]]);
  });

  test("by quantity count the pieces in scope", () => {
    const tiers = [
      tier({ minimumQuantity: 2, amounts: [usd(100)] }),
      tier({ minimumQuantity: 4, amounts: [usd(500)] }),
    ];
    const bought = (quantity: number) => offBy({ kind: "TIERED", tiers }, [line("a", quantity, 1_000)]);
    expect([1, 2, 3, 4].map(bought)).toEqual([[0], [100], [100], [500]]);
  });

  test("say which threshold is missed", () => {
    const reasons = [
      tier({ minimumQuantity: 2, basisPoints: 1 }),
      tier({ minimumSubtotals: [usd(9_999)], basisPoints: 1 }),
    ]
      .map((one) => promotionOf({ kind: "TIERED", tiers: [one] }))
      .map((promotion) => priceCart("USD", [line("a", 1, 1_000)], [promotion], someone).objections[0]?.reason);
    expect(reasons).toEqual(["BELOW_MINIMUM_QUANTITY", "BELOW_MINIMUM_SUBTOTAL"]);
  });
});

describe("buy X get Y", () => {
  const rule = (buyQuantity: number, getQuantity: number, changes: object = {}): Benefit => ({
    kind: "BUY_X_GET_Y",
    buyQuantity,
    getQuantity,
    basisPoints: 10_000,
    getFrom: null,
    ...changes,
  });

  test("gives the cheapest pieces free", () => {
    const lines = [line("a", 2, 1_000), line("b", 1, 300), line("c", 3, 500)];
    expect(offBy(rule(2, 1), lines)).toEqual([0, 300, 500]);
  });

  test.each([
    [1, 0],
    [2, 1],
    [3, 1],
    [4, 2],
    [7, 3],
  ])("of buy one get one gives %d pieces %d free", (quantity, free) => {
    expect(offBy(rule(1, 1), [line("a", quantity, 100)])).toEqual([free * 100]);
  });

  test("gives what there is of the last application, and no more than it may in one order", () => {
    expect(offBy(rule(3, 2), [line("a", 4, 100)])).toEqual([100]);
    expect(offBy(rule(1, 1), [line("a", 20, 100)], { limitPerOrder: 3 })).toEqual([300]);
  });

  test("gives a share off pieces of another sort", () => {
    const [shirts, socks] = [
      { ...everything, categoryIds: ["shirts"] },
      { ...everything, categoryIds: ["socks"] },
    ];
    const lines = [line("a", 2, 1_000), line("b", 3, 201, { categoryIds: ["socks"] })];
    const benefit = rule(1, 1, { basisPoints: 5_000, getFrom: socks });
    expect(offBy(benefit, lines, { scope: shirts })).toEqual([0, 201]);
  });

  test("says that there are too few pieces", () => {
    const { objections } = priceCart("USD", [line("a", 2, 100)], [promotionOf(rule(2, 1))], someone);
    expect(objections).toMatchObject([{ reason: "BELOW_MINIMUM_QUANTITY" }]);
  });

  test("never gives away more than qualifies, nor more than there is", () => {
    const cases = currencies.chain((currency) =>
      fc.record({
        currency: fc.constant(currency),
        lines: linesIn(currency, 6),
        benefit: buyXGetY,
        scope: scopes,
        limit: fc.option(fc.integer({ min: 1, max: 3 })),
      }),
    );
    fc.assert(
      fc.property(cases, ({ currency, lines, benefit, scope, limit }) => {
        const free = { ...benefit, basisPoints: 10_000 };
        const promotion = promotionOf(free, { scope, limitPerOrder: limit });
        const priced = priceCart(currency, lines, [promotion], someone);
        // Free pieces of a line with a price are what was taken off by the price; those without cannot be told and are none.
        let [got, left] = [0, 0];
        for (const { id, quantity, unitPrice, merchandise } of lines) {
          const off = priced.lines.get(id)?.discount.amount ?? 0;
          const pieces = unitPrice && unitPrice.amount > 0 ? off / unitPrice.amount : 0;
          expect(Number.isInteger(pieces)).toBe(true);
          expect(pieces).toBeLessThanOrEqual(quantity);
          if (pieces > 0) expect(covers(promotion, merchandise!, free.getFrom ?? scope)).toBe(true);
          got += pieces;
          if (unitPrice && covers(promotion, merchandise!)) left += quantity - pieces;
        }
        const applications = Math.ceil(got / free.getQuantity);
        expect(left).toBeGreaterThanOrEqual(applications * free.buyQuantity);
        if (limit !== null) expect(applications).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
