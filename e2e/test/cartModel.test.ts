import { describe, expect, test } from "@jest/globals";
import { cartModel } from "../invariants/cartModel.ts";

const line = (id: string, quantity: number) => ({ quantity, variant: { id } });

describe("what is known of a cart", () => {
  test("is exact as long as everything was answered", () => {
    const model = cartModel();
    model.added("a", 2, true);
    model.added("a", 1, true);
    model.set("b", 0, true);
    expect(model.complaintAbout([line("a", 3)], false)).toBeNull();
    expect(model.complaintAbout([line("a", 2)], false)).toBe("2 of a, not 3 to 3");
    expect(model.complaintAbout([line("a", 3), line("c", 1)], false)).toBe("1 of c, which nobody added");
  });

  test("has bounds after an addition that nobody heard of, which may still come", () => {
    const model = cartModel();
    model.added("a", 2, true);
    model.added("a", 3, false);
    model.set("a", 1, true);
    for (const quantity of [1, 4]) expect(model.complaintAbout([line("a", quantity)], false)).toBeNull();
    expect(model.complaintAbout([line("a", 5)], false)).not.toBeNull();
    expect(model.complaintAbout([], false)).not.toBeNull();
  });

  test("lets ordered pieces leave at any time, and in the end they have left", () => {
    const model = cartModel();
    model.added("a", 3, true);
    expect(model.complaintAboutOrder([line("a", 3)])).toBeNull();
    expect(model.complaintAboutOrder([line("a", 4)])).not.toBeNull();
    model.ordered("a", 3);
    model.added("a", 1, true);
    for (const quantity of [1, 4]) expect(model.complaintAbout([line("a", quantity)], false)).toBeNull();
    expect(model.complaintAbout([line("a", 4)], true)).not.toBeNull();
    expect(model.complaintAbout([line("a", 1)], true)).toBeNull();
  });

  test("is nothing of a line that was set without an answer", () => {
    const model = cartModel();
    model.added("a", 3, true);
    model.set("a", 1, false);
    for (const quantity of [0, 1, 3]) expect(model.complaintAbout([line("a", quantity)], false)).toBeNull();
  });
});
