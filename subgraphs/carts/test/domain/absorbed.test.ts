import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { maximumAbsorbed } from "../../src/domain/absorbed.ts";
import type { CartContent, CartLine } from "../../src/domain/cart.ts";
import { shopMarket } from "../../src/domain/market.ts";
import { takeOrderedLines } from "../../src/domain/ordered.ts";
import { moveToCart, saveForLater } from "../../src/domain/savedLines.ts";
import { uniteCarts } from "../../src/domain/unite.ts";

const empty: CartContent = { ...shopMarket("USD"), lines: [], savedLines: [], promotionIds: [] };
const contentOf = (moved: ReturnType<typeof saveForLater>): CartContent => {
  if (moved.kind !== "edited") throw new Error(moved.kind);
  return moved.content;
};

/** A saved line that so many lines, `line-0` and on, were put aside into one after the other. */
function savedOften(times: number): CartContent {
  let content = empty;
  for (let index = 0; index < times; index++) {
    const line: CartLine = { id: `line-${index}`, variantId: "red", quantity: 1 };
    content = contentOf(saveForLater({ ...content, lines: [line] }, [line.id]));
  }
  return content;
}

describe("a line that takes in others", () => {
  test("is known by the latest of their ids, however often that happens", () => {
    const [line] = savedOften(500).savedLines;
    expect(line).toMatchObject({ id: "line-0", quantity: 500 });
    expect(line?.absorbed).toHaveLength(maximumAbsorbed);
    expect(line?.absorbed?.at(-1)).toBe("line-499");
  });

  test("is found by an order of the latest; a much later order's pieces stay, and are there to see", () => {
    const content = contentOf(moveToCart(savedOften(100), ["line-0"]));
    const take = (cartLineId: string) => takeOrderedLines(content, [{ cartLineId, quantity: 1 }], []).lines;
    expect(take("line-99")).toMatchObject([{ quantity: 99 }]);
    expect(take("line-0")).toMatchObject([{ quantity: 99 }]);
    expect(take("line-1")).toMatchObject([{ quantity: 100 }]);
  });

  test("is the same however often two branches of a cart are united, also at the limit", () => {
    const ids = fc.uniqueArray(fc.nat(200).map(String), { maxLength: maximumAbsorbed });
    const branch = fc
      .record({ id: fc.constantFrom("a", "b"), absorbed: ids })
      .map(({ id, absorbed }): CartContent => ({ ...empty, lines: [{ id, variantId: "red", quantity: 1, absorbed }] }));
    fc.assert(
      fc.property(branch, branch, (kept, other) => {
        const once = uniteCarts(kept, other);
        expect(uniteCarts(once, other)).toEqual(once);
        expect(once.lines[0]?.absorbed?.length ?? 0).toBeLessThanOrEqual(maximumAbsorbed);
      }),
    );
  });
});
