import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalHash, canonicalJson, isId, newCapability, newId } from "../src/index.ts";

describe("canonical JSON", () => {
  test("is the same for the same value, in whatever order its members come", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("leaves out members that are undefined, and tells apart what differs", () => {
    expect(canonicalHash({ a: 1, b: undefined })).toBe(canonicalHash({ a: 1 }));
    expect(canonicalHash({ a: 1 })).not.toBe(canonicalHash({ a: "1" }));
    expect(canonicalHash({ a: null })).not.toBe(canonicalHash({}));
    expect(canonicalHash([1, 2])).not.toBe(canonicalHash([2, 1]));
  });

  test("is refused for what JSON cannot hold", () => {
    for (const value of [Number.NaN, 1n, () => 1, Symbol("a"), undefined]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});

describe("ids", () => {
  test("are UUIDs of version 7 that grow", () => {
    const ids = Array.from({ length: 1_000 }, () => newId());
    expect(ids.every((id) => isId(id) && id[14] === "7")).toBe(true);
    expect([...ids].sort()).toEqual(ids);
  });

  test("that are capabilities fix none of their bits", () => {
    const ids = Array.from({ length: 400 }, () => newCapability());
    expect(ids.every(isId)).toBe(true);
    expect(new Set(ids.map((id) => id[14])).size).toBe(16);
    expect(new Set(ids.map((id) => id[19])).size).toBe(16);
  });

  test("are told from any other text", () => {
    expect(["", "1", `${newId()} `, newId().slice(1), `{${newId()}}`, newId().replaceAll("-", "")].some(isId)).toBe(
      false,
    );
    expect(isId(newId().toUpperCase())).toBe(true);
  });
});
