import { describe, expect, test } from "@jest/globals";
import { difference, type Expected, looseDataDifference } from "./compare.ts";
import type { Answer } from "./ours.ts";

const told = (data: unknown, ...paths: (string | number)[][]): Answer => ({
  data,
  errors: paths.map((path) => ({ message: "no", path })),
});
const expected = (answer: Answer, lenient: Answer = answer): Expected => ({ ...answer, lenient });

describe("two answers", () => {
  test("are the same only to the last key, in order", () => {
    expect(difference(expected({ data: { a: 1, b: 2 } }), { data: { a: 1, b: 2 } })).toBeUndefined();
    expect(difference(expected({ data: { a: 1, b: 2 } }), { data: { b: 2, a: 1 } })).toContain("data");
    expect(looseDataDifference({ data: { a: 1, b: [{ c: 1, d: 2 }] } }, { data: { b: [{ d: 2, c: 1 }], a: 1 } })).toBe(
      undefined,
    );
  });

  test("explain the same nulls, each once", () => {
    const failed = expected(told({ a: null, b: null }, ["a"]));
    expect(difference(failed, told({ a: null, b: null }, ["a"]))).toBeUndefined();
    expect(difference(failed, { data: { a: null, b: null } })).toContain("errors");
    expect(difference(failed, told({ a: null, b: null }, ["a"], ["b"]))).toContain("errors");
    expect(difference(failed, told({ a: null, b: null }, ["a"], ["a"]))).toContain("errors");
    expect(difference(failed, told({ a: null, b: null }, ["a", "c"]))).toContain("errors");
  });

  test("may name different ones of several fields that emptied an object, but no other field", () => {
    const emptied = expected(told({ a: null }, ["a", "x"]), told({ a: { x: null, y: null, z: 1 } }, ["a", "x"]));
    expect(difference(emptied, told({ a: null }, ["a", "y"]))).toBeUndefined();
    expect(difference(emptied, told({ a: null }, ["a", "z"]))).toContain("errors");
    expect(difference(emptied, told({ a: null }, ["a"]))).toContain("errors");
  });
});
