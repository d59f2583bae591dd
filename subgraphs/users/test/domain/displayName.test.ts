import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseDisplayName } from "../../src/domain/displayName.ts";

describe("a display name", () => {
  it.each([
    "Ann",
    "李小龍",
    "עברית",
    "👩‍👩‍👧‍👦",
    "<b>bold</b>",
    "Robert'); DROP TABLE users;--",
    "\u202eevil",
    "x".repeat(100),
  ])("%j is kept as it is", (name) => expect(parseDisplayName(name)).toBe(name));

  it("loses the space around it", () => expect(parseDisplayName(" \u00a0Ann Lee\t")).toBe("Ann Lee"));

  it.each(["", "   ", "\u200b\u200d", "bell\u0007", "two\nlines", "half \ud83d", "x".repeat(101), "x".repeat(10_000)])(
    "%j is none",
    (name) => expect(parseDisplayName(name)).toBeNull(),
  );

  it("is stable once parsed, and never longer than 100 characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (typed) => {
        const name = parseDisplayName(typed);
        fc.pre(name !== null);
        expect(parseDisplayName(name!)).toBe(name);
        expect([...name!].length).toBeLessThanOrEqual(100);
      }),
    );
  });
});
