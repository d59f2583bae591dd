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

  const warehousesOf = (plan: ReturnType<typeof allocate>) =>
    plan.kind === "allocated" ? plan.portions.map(({ warehouseId, quantity }) => [warehouseId, quantity]) : plan;

  it("makes one parcel rather than two, whatever the priorities", () => {
    const stock = [level("far", 9, "JP", 5), level("near", 0, "DE", 4), level("next", 0, "DE", 4)];
    expect(warehousesOf(allocate([{ sku: "A", quantity: 5 }], stock, "DE"))).toEqual([["far", 5]]);
  });

  it("among as few parcels goes by priority, then by how far it is", () => {
    const stock = [level("preferred", 0, "JP", 5), level("near", 1, "FR", 5), level("nearer", 1, "DE", 5)];
    const one = [{ sku: "A", quantity: 5 }];
    expect(warehousesOf(allocate(one, stock, "DE"))).toEqual([["preferred", 5]]);
    expect(warehousesOf(allocate(one, stock.slice(1), "DE"))).toEqual([["nearer", 5]]);
    expect(warehousesOf(allocate(one, stock.slice(1), "ES"))).toEqual([["near", 5]]);
  });

  it("shares a line when no warehouse has all of it, from the first on", () => {
    const stock = [level("far", 1, "DE", 3), level("near", 0, "US", 2), level("abroad", 0, "DE", 2)];
    expect(warehousesOf(allocate([{ sku: "A", quantity: 6 }], stock, "DE"))).toEqual([
      ["abroad", 2],
      ["near", 2],
      ["far", 2],
    ]);
  });

  it("does not tear a line that one of the chosen warehouses has all of", () => {
    const stock = [
      level("first", 0, "DE", 2),
      level("second", 1, "DE", 5),
      { ...level("first", 0, "DE", 5), sku: "B" },
    ];
    const plan = allocate(
      [
        { sku: "A", quantity: 5 },
        { sku: "B", quantity: 5 },
      ],
      stock,
      "DE",
    );
    expect(warehousesOf(plan)).toEqual([
      ["second", 5],
      ["first", 5],
    ]);
  });

  it("makes as few parcels as can be, and of those sets takes the first", () => {
    fc.assert(
      fc.property(lines, levels, countries, (wanted, stock, country) => {
        const plan = allocate(wanted, stock, country);
        if (plan.kind === "short") return;
        const used = new Set(plan.portions.map(({ warehouseId }) => warehouseId));
        const all = [...new Set(stock.map(({ warehouseId }) => warehouseId))];
        for (let set = 0; set < 2 ** all.length; set++) {
          const chosen = all.filter((_, index) => set & (1 << index));
          const serves = allocate(
            wanted,
            stock.filter(({ warehouseId }) => chosen.includes(warehouseId)),
            country,
          );
          if (serves.kind === "allocated") expect(chosen.length).toBeGreaterThanOrEqual(used.size);
        }
      }),
    );
  });

  it("has pieces wait that are not there, as far as that is allowed, and never more", () => {
    const limits = fc.record({ A: fc.option(fc.nat(40)), B: fc.option(fc.nat(40)), C: fc.constant(0) });
    fc.assert(
      fc.property(lines, levels, limits, (wanted, stock, limit) => {
        const beyond = (sku: string) => limit[sku as keyof typeof limit];
        const plan = allocate(wanted, stock, "US", beyond);
        const free = (sku: string) =>
          stock.filter((each) => each.sku === sku).reduce((sum, each) => sum + (available(each) ?? Infinity), 0);
        for (const { sku } of wanted) {
          const missing = Math.max(0, sumOf(wanted, sku) - free(sku));
          if (plan.kind === "allocated") {
            expect(sumOf(plan.waiting, sku)).toBe(missing);
            expect(sumOf(plan.portions, sku)).toBe(sumOf(wanted, sku) - missing);
            expect(missing).toBeLessThanOrEqual(beyond(sku) ?? Infinity);
          }
        }
        if (plan.kind === "short") {
          for (const { sku, requested, available: could } of plan.shortages) {
            expect(could).toBe(free(sku) + beyond(sku)!);
            expect(could).toBeLessThan(requested);
          }
        }
      }),
    );
  });

  it("still finds a way when there are too many warehouses to look at every set", () => {
    const stock = Array.from({ length: 60 }, (_, index) => level(`w${String(index).padStart(2, "0")}`, index, "US", 1));
    const plan = allocate([{ sku: "A", quantity: 40 }], stock, "US");
    expect(warehousesOf(plan)).toHaveLength(40);
  });

  it("finds as many as anyone wants where there is no limit", () => {
    const plan = allocate([{ sku: "A", quantity: 1_000_000_000 }], [level("w", 0, "US", null)], "US");
    expect(plan).toMatchObject({ kind: "allocated", portions: [{ quantity: 1_000_000_000 }] });
  });

  it("is short of a SKU that was never stocked", () => {
    expect(allocate([{ sku: "A", quantity: 1 }], [], "US")).toEqual({
      kind: "short",
      shortages: [{ sku: "A", requested: 1, available: 0 }],
    });
  });
});
