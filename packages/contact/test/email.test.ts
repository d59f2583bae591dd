import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseEmail } from "../src/index.ts";

describe("an e-mail address", () => {
  it.each([
    ["shopper@angidi.test", "shopper@angidi.test"],
    ["  Shopper.Name+Tag@Example.CO.UK ", "shopper.name+tag@example.co.uk"],
    ["o'brien@example.ie", "o'brien@example.ie"],
    ["用户@例子.公司", "用户@例子.公司"],
    ["ZOE\u0308@example.org", "zoë@example.org"],
  ])("%j is kept as %j", (typed, kept) => expect(parseEmail(typed)).toBe(kept));

  it.each([
    "",
    "shopper",
    "@example.org",
    "shopper@",
    "shopper@localhost",
    "shopper@127.0.0.1",
    "two@signs@example.org",
    ".dot@example.org",
    "dot.@example.org",
    "two..dots@example.org",
    "white space@example.org",
    "line\nbreak@example.org",
    "<script>@example.org",
    '"quoted"@example.org',
    "shopper@-hyphen.org",
    "shopper@example..org",
    `${"a".repeat(65)}@example.org`,
    `a@${"b".repeat(64)}.org`,
    `a@${`${"b".repeat(60)}.`.repeat(5)}org`,
  ])("%j is none", (typed) => expect(parseEmail(typed)).toBeNull());

  it("is in one form, however it was typed", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (typed) => {
        const kept = parseEmail(typed);
        fc.pre(kept !== null);
        expect(parseEmail(kept!)).toBe(kept);
        expect(parseEmail(` ${typed.toUpperCase()}\t`)).toBe(kept);
      }),
    );
  });

  it("is decided at once for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2_000 }), (typed) => {
        const kept = parseEmail(typed);
        expect(kept === null || (kept === kept.toLowerCase() && kept.includes("@"))).toBe(true);
      }),
    );
  });
});
