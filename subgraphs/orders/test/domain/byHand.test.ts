import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { givenOutside, mustBeRefunded, outsideParts, resolutions, resolutionsOf } from "../../src/domain/byHand.ts";
import { sagas } from "../../src/saga/sagas.ts";

describe("what may be settled by hand", () => {
  test("are steps of the sagas' tables, in the direction in which they can wait", () => {
    for (const key of Object.keys(resolutions)) {
      const [, name, heading, step] = /^(\w+) (FORWARD|UNDOING) (.+)$/.exec(key)!;
      const found = sagas[name as keyof typeof sagas].steps.find((one) => one.name === step);
      expect([key, found !== undefined && (heading === "FORWARD" || found.undo !== null)]).toEqual([key, true]);
    }
  });

  test("is nothing of what holds stock", () => {
    for (const step of ["reserve", "commit", "grow", "shrink", "restock"])
      for (const saga of ["placement", "edit", "refund", "return"] as const)
        for (const heading of ["FORWARD", "UNDOING"] as const)
          expect(resolutionsOf({ saga, heading, step })).toEqual([]);
  });

  test("is a refund that was not made, unless the shopper must get it or may have got a part of it", () => {
    const part = { supplementId: null, amount: 1 };
    expect(mustBeRefunded({ parts: [part] })).toBeNull();
    expect(mustBeRefunded({ parts: null })).toBeNull();
    expect(mustBeRefunded({ editId: "edit", parts: [part] })).toContain("edited");
    expect(mustBeRefunded({ parts: [part, part] })).toContain("may have been given");
  });
});

test("what was given outside is of the last parts, and adds up to what was said", () => {
  const parts = fc.array(fc.record({ supplementId: fc.uuid(), amount: fc.nat(1_000) }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(parts, fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
      const whole = of.reduce((sum, { amount }) => sum + amount, 0);
      const amount = Math.floor(whole * share);
      const outside = outsideParts({ parts: of, amount: whole }, amount);
      expect(outside.reduce((sum, part) => sum + part.amount, 0)).toBe(amount);
      for (const [index, part] of outside.entries()) {
        const asked = of.at(-1 - of.toReversed().findIndex(({ supplementId }) => supplementId === part.supplementId))!;
        expect(part.amount).toBeLessThanOrEqual(asked.amount);
        if (index < outside.length - 1) expect(part.amount).toBe(asked.amount);
      }
    }),
  );
});

test("what was given outside counts for the payment that it was taken with, over all sagas but the one that asks", () => {
  const of = (supplementId: string | null, amount: number) => ({
    outcome: "REFUNDED_OUTSIDE" as const,
    outside: [{ supplementId, amount }],
  });
  const byHand = { "refund:1": of(null, 5), "refund:2": of("s", 7), "edit:3": of(null, 1), placement: of(null, 100) };
  expect(givenOutside(byHand, null, "placement")).toBe(6);
  expect(givenOutside(byHand, "s", "placement")).toBe(7);
  expect(givenOutside({}, null, "placement")).toBe(0);
});
