import { describe, expect, it } from "@jest/globals";
import { countryCentres } from "../../src/domain/countryCentres.ts";
import { distanceBetween } from "../../src/domain/distance.ts";
import { fewestWarehouses } from "../../src/domain/fewestWarehouses.ts";

const supply = (warehouseId: string, units: Record<string, number>) => ({
  warehouseId,
  units: new Map(Object.entries(units)),
});
const chosen = (...asked: Parameters<typeof fewestWarehouses>) =>
  fewestWarehouses(...asked).map(({ warehouseId }) => warehouseId);

describe("fewestWarehouses", () => {
  it("needs none for nothing", () => {
    expect(chosen([], [supply("one", { A: 1 })])).toEqual([]);
  });

  it("finds the pair where taking whoever has most first would need three", () => {
    const lines = ["A", "B", "C", "D"].map((sku) => ({ sku, quantity: 3 }));
    const supplies = [
      supply("most", { A: 3, B: 2, C: 2, D: 2 }),
      supply("left", { A: 3, B: 3 }),
      supply("right", { C: 3, D: 3 }),
    ];
    expect(chosen(lines, supplies)).toEqual(["left", "right"]);
  });

  it("takes the first of as small sets", () => {
    const lines = [{ sku: "A", quantity: 4 }];
    const supplies = ["one", "two", "three"].map((id) => supply(id, { A: 2 }));
    expect(chosen(lines, supplies)).toEqual(["one", "two"]);
  });
});

describe("distances", () => {
  it("are known between all countries of ISO 3166-1", () => {
    expect(countryCentres.size).toBe(249);
    for (const { latitude, longitude } of countryCentres.values()) {
      expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
    }
  });

  it("are about those on a globe, the same both ways, and none within a country", () => {
    expect(distanceBetween("DE", "DE")).toBe(0);
    expect(distanceBetween("XX", "XX")).toBe(0);
    expect(distanceBetween("DE", "XX")).toBe(Infinity);
    expect(distanceBetween("DE", "US")).toBe(distanceBetween("US", "DE"));
    expect(distanceBetween("FR", "DE")).toBeGreaterThan(700);
    expect(distanceBetween("FR", "DE")).toBeLessThan(850);
    // Over the date line, not round the world.
    expect(distanceBetween("FJ", "TO")).toBeLessThan(1_000);
  });
});
