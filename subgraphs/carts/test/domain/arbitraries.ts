import fc from "fast-check";
import type { LineToPrice } from "../../src/domain/pricing.ts";
import type { Benefit, Promotion } from "../../src/domain/promotion.ts";

export const noon = new Date("2026-06-01T12:00:00Z");

/** A promotion without conditions, to be changed where a test needs it. */
export function promotionOf(benefit: Benefit, changes: Partial<Promotion> = {}): Promotion {
  return {
    id: "018f0000-0000-7000-8000-000000000001",
    code: "CODE",
    benefit,
    currency: "USD",
    minimumSubtotal: null,
    usageLimit: null,
    usageLimitPerCustomer: null,
    usageCount: 0,
    startsAt: null,
    endsAt: null,
    createdAt: noon,
    ...changes,
  };
}

export const currencies = fc.constantFrom("USD", "JPY", "BHD");

export function linesIn(currency: string): fc.Arbitrary<LineToPrice[]> {
  const unitPrice = fc.option(
    fc.nat({ max: 10_000_000 }).map((amount) => ({ amount, currency })),
    { freq: 8 },
  );
  return fc
    .array(fc.record({ quantity: fc.integer({ min: 1, max: 999 }), unitPrice }), { maxLength: 12 })
    .map((lines) => lines.map((line, index) => ({ ...line, id: `line-${index}` })));
}

export function promotionsIn(currency: string): fc.Arbitrary<Promotion[]> {
  const amount = fc.integer({ min: 1, max: 2_000_000_000 }).map((units) => ({ amount: units, currency }));
  const benefit: fc.Arbitrary<Benefit> = fc.oneof(
    fc.integer({ min: 1, max: 10_000 }).map((basisPoints) => ({ kind: "PERCENTAGE", basisPoints }) as const),
    amount.map((off) => ({ kind: "FIXED_AMOUNT", amount: off }) as const),
    fc.constant({ kind: "FREE_SHIPPING" } as const),
  );
  const promotion = fc.record({
    benefit,
    minimumSubtotal: fc.option(amount),
    startsAt: fc.option(fc.date({ noInvalidDate: true }), { freq: 1 }),
    endsAt: fc.option(fc.date({ noInvalidDate: true }), { freq: 1 }),
  });
  return fc
    .array(promotion, { maxLength: 5 })
    .map((drafts) =>
      drafts.map((draft, index) => promotionOf(draft.benefit, { ...draft, currency, id: String(index) })),
    );
}
