import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type AllocatableLevel, allocate } from "../../src/domain/allocate.ts";
import { available } from "../../src/domain/stock.ts";

const skus = fc.constantFrom("A", "B", "C");
const countries = fc.constantFrom("US", "DE", "JP");
const lines = fc.array(fc.record({ sku: skus, quantity: fc.integer({ min: 1, max: 30 }) }), {
  minLength: 1,
  maxLength: 6,
});
const levels: fc.Arbitrary<AllocatableLevel[]> = fc
  .uniqueArray(fc.tuple(skus, fc.integer({ min: 1, max: 4 })), {
    selector: ([sku, warehouse]) => `${sku} ${warehouse}`,
  })
  .chain((places) =>
    fc.tuple(
      ...places.map(([sku, warehouse]) =>
        fc
          .record({ onHand: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 6 }), reserved: fc.nat(40) })
          .map(({ onHand, reserved }) => ({
            sku,
            warehouseId: `w${warehouse}`,
            priority: warehouse % 2,
            countryCode: warehouse < 3 ? "US" : "DE",
            onHand,
            reserved: onHand === null ? reserved : Math.min(reserved, onHand),
          })),
      ),
    ),
  );

function sumOf(entries: readonly { sku: string; quantity: number }[], sku: string): number {
  return entries.filter((entry) => entry.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0);
}

describe("allocate", () => {
  it("takes what the lines ask for, from no level more than it has, or says what is short", () => {
    fc.assert(
      fc.property(lines, levels, countries, (wanted, stock, country) => {
        const plan = allocate(wanted, stock, country);
        const ofSku = (sku: string) => stock.filter((level) => level.sku === sku);
        const free = (sku: string) => ofSku(sku).reduce((sum, level) => sum + (available(level) ?? Infinity), 0);
        const short = [...new Set(wanted.map(({ sku }) => sku))].filter((sku) => sumOf(wanted, sku) > free(sku));

        if (plan.kind === "short") {
          expect(plan.shortages).toEqual(
            short.map((sku) => ({ sku, requested: sumOf(wanted, sku), available: free(sku) })),
          );
          return;
        }
        expect(short).toEqual([]);
        for (const { sku } of wanted) expect(sumOf(plan.portions, sku)).toBe(sumOf(wanted, sku));
        for (const { sku, warehouseId, quantity } of plan.portions) {
          const level = ofSku(sku).find((each) => each.warehouseId === warehouseId)!;
          expect(quantity).toBeGreaterThan(0);
          expect(quantity).toBeLessThanOrEqual(available(level) ?? Infinity);
        }
      }),
    );
  });

  it("does not depend on the order in which the levels are read", () => {
    fc.assert(
      fc.property(lines, levels, countries, fc.nat(), (wanted, stock, country, turn) => {
        const at = stock.length === 0 ? 0 : turn % stock.length;
        const turned = [...stock.slice(at), ...stock.slice(0, at)];
        expect(allocate(wanted, turned, country)).toEqual(allocate(wanted, stock, country));
      }),
    );
  });

  const level = (warehouseId: string, priority: number, countryCode: string, onHand: number | null) => ({
    ...{ sku: "A", warehouseId, priority, countryCode, onHand, reserved: 0 },
  });

  it("draws by priority first, then from the country of destination, and shares a line when one has too few", () => {
    const stock = [level("far", 1, "DE", 100), level("near", 0, "US", 2), level("abroad", 0, "DE", 2)];
    expect(allocate([{ sku: "A", quantity: 5 }], stock, "DE")).toEqual({
      kind: "drawn",
      portions: [
        { sku: "A", warehouseId: "abroad", quantity: 2 },
        { sku: "A", warehouseId: "near", quantity: 2 },
        { sku: "A", warehouseId: "far", quantity: 1 },
      ],
    });
  });

  it("finds as many as anyone wants where there is no limit", () => {
    const plan = allocate([{ sku: "A", quantity: 1_000_000_000 }], [level("w", 0, "US", null)], "US");
    expect(plan).toMatchObject({ kind: "drawn", portions: [{ quantity: 1_000_000_000 }] });
  });

  it("is short of a SKU that was never stocked", () => {
    expect(allocate([{ sku: "A", quantity: 1 }], [], "US")).toEqual({
      kind: "short",
      shortages: [{ sku: "A", requested: 1, available: 0 }],
    });
  });
});
