import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { allOf, type Kept, keep, keptIn, textOf } from "../invariants/kept.ts";
import { planOf } from "../invariants/plan.ts";
import { shrink } from "../invariants/shrink.ts";

const plan = planOf(1, { shoppers: 7, staff: 2, operations: 9 });

test("What a plan needs to fail, and nothing else, is left of it", async () => {
  const operation = fc.record({ actor: fc.constantFrom(...allOf(plan).keys()), place: fc.nat(8) });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(operation, { minLength: 1, maxLength: 4, selector: (each) => JSON.stringify(each) }),
      async (culprits) => {
        const isThere = (kept: Kept) => culprits.every(({ actor, place }) => kept.get(actor)?.includes(place));
        const smallest = await shrink(allOf(plan), async (kept) => isThere(kept));
        expect([...smallest.values()].flat()).toHaveLength(culprits.length);
        expect(isThere(smallest)).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

test("When time is up the smallest so far is left", async () => {
  let tries = 0;
  const kept = await shrink(
    allOf(plan),
    async () => ++tries > 0,
    () => tries < 2,
  );
  expect(tries).toBe(2);
  expect(kept.size).toBe(1); // of nine actors five were left out, then three
});

test("What is left can be said and read again, and is done by the same actors", () => {
  const kept = new Map([
    ["shopper-3", [0, 4]],
    ["staff-1", [8]],
  ]);
  expect(textOf(kept)).toBe("shopper-3:0,4 staff-1:8");
  expect(keptIn(textOf(kept))).toEqual(kept);
  const { shoppers, staff } = keep(plan, kept);
  expect(shoppers[3]).toEqual([plan.shoppers[3]![0], plan.shoppers[3]![4]]);
  expect([shoppers.flat().length, staff.flat().length, shoppers.length]).toEqual([2, 1, 7]);
  expect(() => keptIn("shopper-3")).toThrow("is not like");
});
