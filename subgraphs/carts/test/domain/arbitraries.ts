import fc from "fast-check";
import type { Circumstances, LineToPrice } from "../../src/domain/pricing.ts";
import type { Benefit, Promotion, Stacking, Tier } from "../../src/domain/promotion.ts";
import { everything, type Merchandise, type Scope } from "../../src/domain/promotionScope.ts";

export const noon = new Date("2026-06-01T12:00:00Z");

/** Somebody who buys at noon: in no group, and not known to be new. */
export const someone: Circumstances = { shopper: { groups: [], isNew: false }, now: noon };

/** What a line is of where a test does not care. */
export const thing: Merchandise = {
  variantId: "variant",
  productId: "product",
  brandId: "brand",
  categoryIds: ["shirts", "clothing"],
  isOnSale: false,
};

/** A promotion without conditions, to be changed where a test needs it. */
export function promotionOf(benefit: Benefit, changes: Partial<Promotion> = {}): Promotion {
  return {
    id: "018f0000-0000-7000-8000-000000000001",
    code: "CODE",
    name: "CODE",
    benefit,
    scope: everything,
    exclusions: everything,
    excludesSaleItems: false,
    minimumSubtotals: [],
    minimumQuantity: null,
    customerGroups: [],
    isForFirstOrder: false,
    stacking: "STACKABLE",
    priority: 0,
    limitPerOrder: null,
    usageLimit: null,
    usageLimitPerCustomer: null,
    usageCount: 0,
    startsAt: null,
    endsAt: null,
    isPaused: false,
    createdAt: noon,
    ...changes,
  };
}

/** Of two, none and three decimals. */
export const currencies = fc.constantFrom("USD", "JPY", "BHD");

const categories = ["shirts", "shoes", "clothing"];
const merchandise: fc.Arbitrary<Merchandise> = fc.record({
  variantId: fc.constantFrom("v1", "v2", "v3"),
  productId: fc.constantFrom("p1", "p2"),
  brandId: fc.constantFrom("b1", "b2", null),
  categoryIds: fc.subarray(categories),
  isOnSale: fc.boolean(),
});

export function linesIn(currency: string, most = 12): fc.Arbitrary<LineToPrice[]> {
  const unitPrice = fc.option(
    fc.oneof(fc.nat({ max: 10_000_000 }), fc.nat({ max: 20 })).map((amount) => ({ amount, currency })),
    { freq: 8 },
  );
  const quantity = fc.oneof(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 5 }));
  return fc
    .array(fc.record({ quantity, unitPrice, merchandise }), { maxLength: most })
    .map((lines) => lines.map((line, index) => ({ ...line, id: `line-${String(index).padStart(2, "0")}` })));
}

export const scopes: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(everything) },
  fc.record({
    variantIds: fc.subarray(["v1", "v2"]),
    productIds: fc.subarray(["p1"]),
    categoryIds: fc.subarray(categories),
    brandIds: fc.subarray(["b1"]),
  }),
);

const basisPoints = fc.integer({ min: 1, max: 10_000 });
const amountsIn = (currency: string) =>
  fc
    .oneof(fc.integer({ min: 1, max: 2_000_000_000 }), fc.integer({ min: 1, max: 50 }))
    .map((amount) => [{ amount, currency }]);

/** One of the tiers of a promotion, by quantity; what it takes rises with it as thresholds do. */
const tiersIn = (currency: string): fc.Arbitrary<Tier[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.oneof(basisPoints, amountsIn(currency))), {
      minLength: 1,
      maxLength: 4,
    })
    .map((steps) =>
      steps
        .sort(([one], [other]) => one - other)
        .map(([minimumQuantity, gives]) => ({
          minimumQuantity,
          minimumSubtotals: [],
          basisPoints: typeof gives === "number" ? gives : null,
          amounts: typeof gives === "number" ? [] : gives,
        })),
    );

export const buyXGetY: fc.Arbitrary<Extract<Benefit, { kind: "BUY_X_GET_Y" }>> = fc.record({
  kind: fc.constant("BUY_X_GET_Y" as const),
  buyQuantity: fc.integer({ min: 1, max: 4 }),
  getQuantity: fc.integer({ min: 1, max: 3 }),
  basisPoints: fc.oneof(fc.constant(10_000), basisPoints),
  getFrom: fc.option(scopes),
});

export function benefitsIn(currency: string): fc.Arbitrary<Benefit> {
  return fc.oneof(
    basisPoints.map((share): Benefit => ({ kind: "PERCENTAGE", basisPoints: share })),
    fc
      .tuple(amountsIn(currency), fc.constantFrom("ORDER" as const, "ITEM" as const))
      .map(([amounts, per]): Benefit => ({ kind: "FIXED_AMOUNT", amounts, per })),
    buyXGetY,
    tiersIn(currency).map((tiers): Benefit => ({ kind: "TIERED", tiers })),
    fc.constant<Benefit>({ kind: "FREE_SHIPPING" }),
  );
}

export function promotionsIn(currency: string): fc.Arbitrary<Promotion[]> {
  const promotion = fc.record({
    benefit: benefitsIn(currency),
    scope: scopes,
    exclusions: fc.option(scopes, { freq: 1, nil: everything }),
    excludesSaleItems: fc.boolean(),
    minimumSubtotals: fc.oneof(fc.constant([]), amountsIn(currency)),
    stacking: fc.constantFrom<Stacking>("STACKABLE", "STACKABLE", "EXCLUSIVE_IN_CLASS", "EXCLUSIVE"),
    priority: fc.integer({ min: -1, max: 1 }),
    limitPerOrder: fc.option(fc.integer({ min: 1, max: 5 })),
    isAutomatic: fc.boolean(),
    startsAt: fc.option(fc.date({ noInvalidDate: true }), { freq: 1 }),
    endsAt: fc.option(fc.date({ noInvalidDate: true }), { freq: 1 }),
  });
  return fc
    .array(promotion, { maxLength: 6 })
    .map((drafts) =>
      drafts.map(({ isAutomatic, ...draft }, index) =>
        promotionOf(draft.benefit, { ...draft, id: String(index), code: isAutomatic ? null : `CODE-${index}` }),
      ),
    );
}
