import { money } from "@angidi/money";
import { describe, expect, test } from "@jest/globals";
import { InvalidInput } from "../../src/domain/issue.ts";
import { limits } from "../../src/domain/limits.ts";
import { optionsOf } from "../../src/domain/options.ts";
import { mergeVariants, type ReadVariant, readVariants } from "../../src/domain/variants.ts";

const price = money(100, "USD");
const read = (sku: string, id: string | null = null): ReadVariant => ({
  id,
  sku,
  options: [],
  price,
  compareAtPrice: null,
});

function numbered() {
  let last = 0;
  return () => `id-${++last}`;
}

describe("Variants after a change", () => {
  const newId = numbered();
  const first = mergeVariants([], [read("a"), read("b")], newId);

  test("keep their ids by their SKUs, in the order given; what is left out is retired", () => {
    const second = mergeVariants(first, [read("c"), read("b")], newId);
    expect(second.map(({ id, sku, retired }) => [id, sku, retired])).toEqual([
      ["id-3", "c", false],
      ["id-2", "b", false],
      ["id-1", "a", true],
    ]);
    const third = mergeVariants(second, [read("a")], newId);
    expect(third.map(({ id, retired }) => [id, retired])).toEqual([
      ["id-1", false],
      ["id-3", true],
      ["id-2", true],
    ]);
  });

  test("refuse another SKU for a known id, an unknown id, and one given twice", () => {
    expect(() => mergeVariants(first, [read("z", "id-1")], newId)).toThrow(InvalidInput);
    expect(() => mergeVariants(first, [read("a", "id-9")], newId)).toThrow(InvalidInput);
    expect(() => mergeVariants(first, [read("a", "id-1"), read("a")], newId)).toThrow(InvalidInput);
  });
});

test("a product has at most so many variants", () => {
  const values = Array.from({ length: limits.variants + 1 }, (_, index) => `${index}`);
  const drafts = values.map((value) => ({ sku: value, options: [{ name: "N", value }], price }));
  const options = [{ name: "N", values }];
  expect(readVariants(drafts.slice(1), options, "USD")).toHaveLength(limits.variants);
  expect(() => readVariants(drafts, options, "USD")).toThrow(InvalidInput);
});

test("options follow from variants: earlier values in their order, then new ones as they come", () => {
  const variant = (value: string) => ({ sku: value, options: [{ name: "Size", value }], price });
  const before = [{ name: "Size", values: ["S", "M", "L"] }];
  expect(optionsOf([variant("XL"), variant("L"), variant("S")], before)).toEqual([
    { name: "Size", values: ["S", "L", "XL"] },
  ]);
  expect(optionsOf([{ sku: "x", price }], before)).toEqual([]);
});
