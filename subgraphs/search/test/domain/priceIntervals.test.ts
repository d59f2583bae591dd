import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { priceIntervals } from "../../src/domain/priceIntervals.ts";

const price = fc.integer({ min: 0, max: 2 ** 50 });

describe("intervals of prices", () => {
  test("follow each other with one round width, from the lowest price to the highest, no more than asked for", () => {
    fc.assert(
      fc.property(price, price, fc.integer({ min: 2, max: 50 }), (one, other, most) => {
        const [lowest, highest] = [Math.min(one, other), Math.max(one, other)];
        const intervals = priceIntervals({ lowest, highest }, most);
        const [first, last] = [intervals[0]!, intervals.at(-1)!];
        expect(intervals.length).toBeLessThanOrEqual(most);
        expect(first.from <= lowest && lowest <= first.to).toBe(true);
        expect(last.from <= highest && highest <= last.to).toBe(true);
        const width = first.to + 1 - first.from;
        expect(String(width)).toMatch(/^[125]0*$/);
        intervals.forEach(({ from, to }, index) => {
          expect([from, to]).toEqual([first.from + index * width, first.from + (index + 1) * width - 1]);
        });
      }),
    );
  });

  test("are one where all prices are the same", () => {
    expect(priceIntervals({ lowest: 1_999, highest: 1_999 }, 10)).toEqual([{ from: 1_999, to: 1_999 }]);
  });
});
