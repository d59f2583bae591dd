import { describe, expect, test } from "@jest/globals";
import { addLines, type CartContent, type CartLine, checkQuantities, setQuantities } from "../../src/domain/cart.ts";
import { shopMarket } from "../../src/domain/market.ts";
import { mergeCarts } from "../../src/domain/merge.ts";
import { takeOrderedLines } from "../../src/domain/ordered.ts";

const line = (id: string, variantId: string, quantity: number, absorbed?: string[]): CartLine => ({
  id,
  variantId,
  quantity,
  ...(absorbed ? { absorbed } : {}),
});
const empty: CartContent = { ...shopMarket("USD"), lines: [], savedLines: [], promotionIds: [] };
const holding = (...lines: CartLine[]): CartContent => ({ ...empty, lines });
const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => line(`line-${from + index}`, `variant-${from + index}`, 1));

describe("adding", () => {
  test("raises the quantity of a variant that is there, and appends one that is not", () => {
    const added = addLines(holding(line("a", "red", 2)), [
      { lineId: "b", variantId: "blue", quantity: 1 },
      { lineId: "c", variantId: "red", quantity: 3 },
      { lineId: "d", variantId: "blue", quantity: 1 },
    ]);
    expect(added).toEqual({
      kind: "edited",
      content: holding(line("a", "red", 5), line("b", "blue", 2)),
    });
  });

  test("is refused beyond 999 of one variant or 200 lines", () => {
    const full = addLines(holding(line("a", "red", 990)), [{ lineId: "b", variantId: "red", quantity: 10 }]);
    expect(full).toMatchObject({ kind: "invalid-input", path: ["lines", "0", "quantity"] });
    const long = addLines(holding(...many(200)), [{ lineId: "b", variantId: "red", quantity: 1 }]);
    expect(long).toMatchObject({ kind: "invalid-input", path: ["lines"] });
  });
});

describe("quantities", () => {
  test.each([0, -1, 1_000, 1_000_000_000])("of %d cannot be added", (quantity) => {
    expect(checkQuantities([{ quantity: 1 }, { quantity }], 1)).toMatchObject({ path: ["lines", "1", "quantity"] });
  });

  test("of 0 remove a line, and an unknown line is refused", () => {
    const cart = holding(line("a", "red", 2), line("b", "blue", 1));
    expect(setQuantities(cart, [{ lineId: "A", quantity: 0 }])).toEqual({
      kind: "edited",
      content: holding(line("b", "blue", 1)),
    });
    expect(setQuantities(cart, [{ lineId: "z", quantity: 1 }])).toMatchObject({ kind: "cart-line-not-found" });
  });
});

describe("merging", () => {
  test("joins equal variants, up to the maximum, and keeps track of the guest's lines", () => {
    const merged = mergeCarts(
      { ...empty, lines: [line("a", "red", 600), line("b", "blue", 1)], promotionIds: ["p", "q"] },
      { ...empty, lines: [line("x", "red", 600, ["w"]), line("y", "green", 2)], promotionIds: ["q", "r"] },
    );
    expect(merged).toEqual({
      ...empty,
      lines: [line("a", "red", 999, ["w", "x"]), line("b", "blue", 1), line("y", "green", 2)],
      promotionIds: ["p", "q", "r"],
    });
  });

  test("leaves out what passes 200 lines or 5 codes", () => {
    const merged = mergeCarts(
      { ...empty, lines: many(199), promotionIds: ["1", "2", "3", "4"] },
      { ...empty, lines: many(3, 198), promotionIds: ["5", "6"] },
    );
    expect(merged.lines).toHaveLength(200);
    expect(merged.lines.find(({ variantId }) => variantId === "variant-198")).toMatchObject({ quantity: 2 });
    expect(merged.promotionIds).toEqual(["1", "2", "3", "4", "5"]);
  });
});

describe("an order", () => {
  test("takes its pieces and its codes, and leaves what was added since", () => {
    const left = takeOrderedLines(
      {
        ...empty,
        lines: [line("a", "red", 3), line("b", "blue", 1), line("c", "green", 1)],
        promotionIds: ["used", "kept"],
      },
      [
        { cartLineId: "a", quantity: 2 },
        { cartLineId: "b", quantity: 1 },
      ],
      ["used"],
    );
    expect(left).toEqual({ ...empty, lines: [line("a", "red", 1), line("c", "green", 1)], promotionIds: ["kept"] });
  });

  test("takes nothing of a line that was removed and added anew since", () => {
    expect(takeOrderedLines(holding(line("new", "red", 2)), [{ cartLineId: "old", quantity: 2 }], [])).toEqual(
      holding(line("new", "red", 2)),
    );
  });

  test("finds lines that were merged into others since", () => {
    const left = takeOrderedLines(holding(line("a", "red", 5, ["x"])), [{ cartLineId: "x", quantity: 2 }], []);
    expect(left.lines).toMatchObject([{ id: "a", quantity: 3 }]);
  });
});
