import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { BadCursor, decodeCursor, encodeCursor, newId } from "../src/index.ts";

const values = fc.array(
  fc.oneof(
    fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\u0000")),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0 || 0),
    fc.constant(null),
  ),
  { maxLength: 5 },
);

describe("a cursor", () => {
  test("gives back what it was made of", () => {
    fc.assert(
      fc.property(values, (given) => {
        expect(decodeCursor(encodeCursor(given))).toEqual(given);
      }),
    );
  });

  test("is refused when any character of it was changed, left out or added", () => {
    const character = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= %\n");
    fc.assert(
      fc.property(values, fc.nat(), character, fc.constantFrom(0, 1), fc.boolean(), (given, at, other, cut, insert) => {
        const cursor = encodeCursor(given);
        const place = at % cursor.length;
        const tampered = cursor.slice(0, place) + (insert ? other : "") + cursor.slice(place + cut);
        fc.pre(tampered !== cursor);
        expect(() => decodeCursor(tampered)).toThrow(BadCursor);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is refused when it is any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        expect(() => decodeCursor(text)).toThrow(BadCursor);
      }),
    );
  });

  test("of another list is refused where its parts are named", () => {
    const [time, id] = ["2026-01-02T03:04:05.678901Z", newId()];
    expect(decodeCursor(encodeCursor([time, id]), ["time", "id"])).toEqual([time, id]);
    expect(() => decodeCursor(encodeCursor(["Shirt", id]), ["time", "id"])).toThrow(BadCursor);
    expect(() => decodeCursor(encodeCursor([time, "1"]), ["time", "id"])).toThrow(BadCursor);
    expect(() => decodeCursor(encodeCursor([time]), ["time", "id"])).toThrow(BadCursor);
    expect(() => decodeCursor(encodeCursor(["5"]), ["number"])).toThrow(BadCursor);
  });

  test("cannot hold what is no number", () => {
    expect(() => encodeCursor([Number.NaN])).toThrow(TypeError);
    expect(() => encodeCursor([Number.POSITIVE_INFINITY])).toThrow(TypeError);
  });
});
