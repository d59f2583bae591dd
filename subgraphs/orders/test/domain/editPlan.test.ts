import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { planCancellation } from "../../src/domain/cancellationPlan.ts";
import { refundParts } from "../../src/domain/charges.ts";
import { closedPieces } from "../../src/domain/closedPieces.ts";
import { editedTerms, wantedLines } from "../../src/domain/editPlan.ts";
import { disagreements, paidFor } from "../../src/domain/explanation.ts";
import type { LineBalance } from "../../src/domain/lineBalance.ts";
import type { Order, OrderLine } from "../../src/domain/order.ts";
import type { OrderTerms } from "../../src/domain/orderTerms.ts";
import { worthOf } from "../../src/domain/refundPlan.ts";
import { bySku, covers, eitherOf } from "../../src/domain/skuQuantities.ts";

/** A line with two discounts and taxes of both kinds, as the quote of some cart might say. */
const aLine = fc
  .record({
    quantity: fc.integer({ min: 1, max: 20 }),
    unitPrice: fc.integer({ min: 0, max: 100_000 }),
    off: fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })),
    onTop: fc.integer({ min: 0, max: 30_000 }),
    included: fc.integer({ min: 0, max: 30_000 }),
  })
  .map(({ quantity, unitPrice, off, onTop, included }): OrderLine => {
    const full = quantity * unitPrice;
    const discounts = off.map((percent, index) => ({
      ...{ promotionId: `p${index}`, name: `p${index}`, code: null, amount: Math.floor((full * percent) / 100) },
    }));
    const discount = discounts.reduce((sum, { amount }) => sum + amount, 0);
    const taxes = [
      { name: "VAT", ratePercent: "20", amount: included, included: true },
      { name: "Sales tax", ratePercent: "7", amount: onTop, included: false },
    ];
    return {
      ...{ id: "line", cartLineId: "c", variantId: "v", productId: "p", sku: "TEA", title: "Tea" },
      ...{ quantity, unitPrice, discount, total: full - discount, tax: onTop + included, discounts, taxes },
    };
  });

const balance = (line: OrderLine, changes: Partial<LineBalance> = {}): LineBalance => ({
  ...{ line, sent: 0, shipped: 0, withdrawn: 0, returned: 0, withdrawnForGood: 0, returnedForGood: 0, refunded: 0 },
  ...changes,
});

describe("pieces whose money was given back", () => {
  test("are a line at exactly that money, and all amounts of it add up", () => {
    fc.assert(
      fc.property(aLine, fc.nat(), (line, random) => {
        const refunded = 1 + (random % line.quantity);
        const closed = closedPieces(balance(line, { refunded }))!;
        expect(paidFor(closed)).toBe(worthOf(balance(line), refunded));
        expect(closed.total).toBe(closed.unitPrice * closed.quantity - closed.discount);
        const sum = (parts: readonly { amount: number }[]) => parts.reduce((total, { amount }) => total + amount, 0);
        expect(sum(closed.discounts)).toBe(closed.discount);
        expect(sum(closed.taxes)).toBe(closed.tax);
        for (const { amount } of [...closed.discounts, ...closed.taxes]) expect(amount).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("stay in an edited order as they were, whose amounts add up", () => {
    fc.assert(
      fc.property(aLine, aLine, fc.nat(), (before, quoted, random) => {
        const line = {
          ...before,
          taxes: before.taxes.filter(({ included }) => !included),
          tax: before.taxes[1]!.amount,
        };
        const fresh = { ...quoted, id: "new", cartLineId: "line", taxes: [], tax: 0 };
        const refunded = random % line.quantity;
        const terms: OrderTerms = {
          ...{ subtotal: fresh.unitPrice * fresh.quantity, discount: fresh.discount, shipping: 500, tax: 0 },
          total: fresh.total + 500,
          ...{ taxIncluded: false, shippingDiscounts: [], shippingTaxes: [], shippingMethod: "Standard" },
          ...{ shippingMethodId: "standard", redemptions: [], lines: [fresh] },
          shippingAddress: {} as OrderTerms["shippingAddress"],
        };
        const edited = editedTerms([balance(line, { refunded, withdrawn: refunded })], terms);
        expect(disagreements(edited as Order)).toEqual([]);
        expect(edited.lines.map(({ id }) => id)).toEqual(refunded > 0 ? ["line", "new"] : ["line"]);
      }),
    );
  });
});

describe("cancelling piece by piece", () => {
  test("gives back no more than the order costs, and the last pieces are the whole", () => {
    fc.assert(
      fc.property(aLine, aLine, fc.integer({ min: 0, max: 2_000 }), (first, second, shipping) => {
        const lines = [first, { ...second, id: "other" }];
        const total = lines.reduce((sum, line) => sum + paidFor(line), shipping);
        let balances = lines.map((line) => balance(line));
        let given = 0;
        for (;;) {
          const next = balances.find(({ line, refunded }) => refunded < line.quantity)!;
          const plan = planCancellation(balances, total - given, [{ lineId: next.line.id, quantity: 1 }]);
          if (plan.kind === "whole") break;
          if (plan.kind === "invalid") throw new Error(plan.message);
          given += plan.amount;
          const count = (one: LineBalance) => (one === next ? one.refunded + 1 : one.refunded);
          balances = balances.map((one) => ({ ...one, refunded: count(one), withdrawn: count(one) }));
        }
        // What is left for the last piece is its worth and the shipping.
        const last = balances.find(({ line, refunded }) => refunded < line.quantity)!;
        expect(total - given).toBe(worthOf(last, 1) + shipping);
      }),
    );
  });
});

test("a refund takes of the newest payments first what is left of each, never more, and adds up", () => {
  const charge = fc
    .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))
    .map(([one, other]) => ({ captured: Math.max(one, other), refunded: Math.min(one, other) }));
  fc.assert(
    fc.property(fc.array(charge, { minLength: 1, maxLength: 5 }), fc.nat(), (all, random) => {
      const charges = all.map((one, index) => ({ ...one, supplementId: index === 0 ? null : String(index) }));
      const left = charges.reduce((sum, { captured, refunded }) => sum + captured - refunded, 0);
      const amount = random % (left + 1);
      const parts = refundParts(charges, amount);
      expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(amount);
      for (const part of parts) {
        const { captured, refunded } = charges.find(({ supplementId }) => supplementId === part.supplementId)!;
        expect(part.amount).toBeLessThanOrEqual(captured - refunded);
      }
      // Nothing is taken of an older payment while a newer one has something left.
      const newest = charges.toReversed().filter(({ captured, refunded }) => captured > refunded);
      expect(parts.map(({ supplementId }) => supplementId)).toEqual(
        newest.slice(0, parts.length).map(({ supplementId }) => supplementId),
      );
      expect(() => refundParts(charges, left + 1)).toThrow("more than what is left");
    }),
  );
});

test("what is held while an order is edited covers what it had and what it is to have, and nothing else does with less", () => {
  const pieces = fc
    .array(fc.record({ sku: fc.constantFrom("A", "B", "C"), quantity: fc.integer({ min: 0, max: 9 }) }))
    .map(bySku);
  fc.assert(
    fc.property(pieces, pieces, (before, after) => {
      const held = eitherOf(before, after);
      expect(covers(held, before) && covers(held, after)).toBe(true);
      for (const { sku, quantity } of held) {
        const less = held.map((one) => (one.sku === sku ? { sku, quantity: quantity - 1 } : one));
        expect(covers(less, before) && covers(less, after)).toBe(false);
      }
    }),
  );
});

test("the lines of an edited order are those that it has, changed and added to", () => {
  const line = (id: string, quantity: number) =>
    ({ id, quantity, variantId: `variant ${id}`, unitPrice: 100 }) as unknown as OrderLine;
  const balances = [
    balance(line("a", 3), { refunded: 1 }),
    balance(line("b", 2)),
    balance(line("c", 1), { refunded: 1 }),
  ];
  const changes = { lines: [{ lineId: "b", quantity: 0 }], added: [{ id: "n", variantId: "variant n", quantity: 2 }] };
  expect(wantedLines(balances, changes)).toEqual({
    kind: "wanted",
    lines: [
      { lineId: "a", variantId: "variant a", quantity: 2, keptQuantity: 2, keptUnitPrice: 100 },
      { lineId: "n", variantId: "variant n", quantity: 2, keptQuantity: 0, keptUnitPrice: null },
    ],
  });
  const none = [
    { lineId: "a", quantity: 0 },
    { lineId: "b", quantity: 0 },
  ];
  expect(wantedLines(balances, { lines: none, added: [] })).toEqual({ kind: "nothing-left" });
  expect(wantedLines(balances, { lines: [none[0]!, none[0]!], added: [] })).toMatchObject({
    kind: "invalid",
    index: 1,
  });
});
