import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type CartContent, maximumLines } from "../../src/domain/cart.ts";
import { shopMarket } from "../../src/domain/market.ts";
import { uniteCarts } from "../../src/domain/unite.ts";

const empty: CartContent = { ...shopMarket("USD"), lines: [], savedLines: [], promotionIds: [] };
const content = fc
  .uniqueArray(fc.record({ variantId: fc.nat({ max: 8 }).map(String), quantity: fc.integer({ min: 1, max: 999 }) }), {
    selector: ({ variantId }) => variantId,
    maxLength: 6,
  })
  .map(
    (lines): CartContent => ({
      ...empty,
      lines: lines.map((line) => ({ ...line, id: `line-${line.variantId}-${line.quantity % 2}` })),
    }),
  );
const piecesIn = ({ lines }: CartContent) => new Map(lines.map(({ variantId, quantity }) => [variantId, quantity]));

describe("two branches of a cart", () => {
  test("are united with every line of either, and the larger quantity of both", () => {
    fc.assert(
      fc.property(content, content, (kept, other) => {
        const united = piecesIn(uniteCarts(kept, other));
        const [left, right] = [piecesIn(kept), piecesIn(other)];
        expect(new Set(united.keys())).toEqual(new Set([...left.keys(), ...right.keys()]));
        for (const [id, quantity] of united) expect(quantity).toBe(Math.max(left.get(id) ?? 0, right.get(id) ?? 0));
      }),
    );
  });

  test("are the same however often they are united", () => {
    fc.assert(
      fc.property(content, content, (kept, other) => {
        const once = uniteCarts(kept, other);
        expect(uniteCarts(once, other)).toEqual(once);
        expect(uniteCarts(kept, kept)).toEqual(kept);
      }),
    );
  });

  test("know their lines by the ids of both, so an order of either finds them", () => {
    const line = (id: string) => ({ ...empty, lines: [{ id, variantId: "shirt", quantity: 1 }] });
    expect(uniteCarts(line("a"), line("b")).lines).toEqual([
      { id: "a", variantId: "shirt", quantity: 1, absorbed: ["b"] },
    ]);
  });

  test("do not pass the limits of a cart", () => {
    const many = (name: string): CartContent => ({
      ...empty,
      lines: Array.from({ length: maximumLines }, (_, index) => ({
        id: `${name}${index}`,
        variantId: `${name}${index}`,
        quantity: 1,
      })),
      promotionIds: ["1", "2", "3"].map((id) => `${name}${id}`),
    });
    const united = uniteCarts(many("a"), many("b"));
    expect(united.lines).toEqual(many("a").lines);
    expect(united.promotionIds).toHaveLength(5);
  });
});
