import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formOf, operationsOf } from "../../src/cart/operationForm.ts";
import { afterConflict, type CartOperation, cartWith, nextBatch, withOperation } from "../../src/cart/pending.ts";
import { cart, line } from "./carts.ts";

const set = (lineId: string, quantity: number): CartOperation => ({ kind: "set", lineId, quantity });

describe("what waits", () => {
  it("keeps the last of several clicks on one quantity, and adds additions up", () => {
    const add: CartOperation = { kind: "add", variantId: "v", quantity: 2 };
    const waiting = [set("a", 2), set("a", 3), set("b", 1), add, add].reduce<readonly CartOperation[]>(
      withOperation,
      [],
    );
    expect(waiting).toEqual([set("a", 3), set("b", 1), { kind: "add", variantId: "v", quantity: 4 }]);
  });

  it("sends quantities together, and a discount code by itself", () => {
    const code: CartOperation = { kind: "apply-code", code: "X" };
    const next = nextBatch([set("a", 2), set("b", 3), code, code]);
    expect(next).toEqual({ batch: [set("a", 2), set("b", 3)], rest: [code, code] });
    expect(nextBatch(next!.rest)).toEqual({ batch: [code], rest: [code] });
    expect(nextBatch([])).toBeUndefined();
  });

  it("is sent again after a conflict where its line still is; what was removed anyway is no loss", () => {
    const current = cart(5, [line("a", 1)]);
    expect(afterConflict([set("a", 2), set("b", 3), set("c", 0)], current)).toEqual({
      again: [set("a", 2)],
      lost: [set("b", 3)],
    });
  });
});

describe("a cart with operations on top", () => {
  it("shows the quantities that are wished, and counts with them", () => {
    const shown = cartWith(cart(1, [line("a", 1), line("b", 2)]), [set("a", 3), set("b", 0)]);
    expect(shown?.lines.map(({ id, quantity, total }) => [id, quantity, total?.amount])).toEqual([["a", 3, 3000]]);
    expect(shown?.total?.amount).toBe(3000);
  });

  it("moves a line aside and back", () => {
    const before = cart(1, [line("a", 2)]);
    const aside = cartWith(before, [{ kind: "save", lineId: "a" }]);
    expect([aside?.lines.length, aside?.savedLines.length, aside?.total?.amount]).toEqual([0, 1, 0]);
    const back = cartWith(aside, [{ kind: "move", lineId: "a" }]);
    expect([back?.lines.length, back?.savedLines.length, back?.total?.amount]).toEqual([1, 0, 2000]);
  });

  it("never costs less than nothing, and always what its lines cost", () => {
    const quantities = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 0, max: 2000 })));
    fc.assert(
      fc.property(quantities, (changes) => {
        const operations = changes.map(([id, quantity]) => set(id, quantity));
        const shown = cartWith(cart(1, [line("a", 1), line("b", 2), line("c", 3)]), operations)!;
        const pieces = shown.lines.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(shown.subtotal?.amount).toBe(pieces * 1000);
        expect(shown.lines.every(({ quantity }) => quantity >= 1 && quantity <= 999)).toBe(true);
      }),
    );
  });
});

describe("a form of the cart", () => {
  it("says the same to the server as the operations that it was made of", () => {
    const kinds: readonly (readonly CartOperation[])[] = [
      [set("a", 2), set("b", 0)],
      [{ kind: "save", lineId: "a" }],
      [{ kind: "move", lineId: "a" }],
      [{ kind: "acknowledge", lineId: "a", unitPrice: { amount: 5, currency: "USD" } }],
      [{ kind: "apply-code", code: "X" }],
      [{ kind: "remove-code", code: "X" }],
    ];
    for (const operations of kinds) expect(operationsOf(formOf(operations))).toEqual(operations);
  });

  it("counts from what is typed when one more or fewer is asked for without JavaScript", () => {
    const form = new FormData();
    form.set("do", "more");
    form.set("lineId", "a");
    form.set("quantity", "999");
    expect(operationsOf(form)).toEqual([set("a", 999)]);
    form.set("do", "less");
    expect(operationsOf(form)).toEqual([set("a", 998)]);
    form.set("quantity", "many");
    expect(operationsOf(form)).toBeUndefined();
  });
});
