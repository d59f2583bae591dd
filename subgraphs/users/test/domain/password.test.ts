import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { normalisePassword, passwordWeakness } from "../../src/domain/password.ts";

const email = "shopper@angidi.test";

describe("a password", () => {
  it.each([
    "angidi-demo",
    "correct horse battery staple",
    "Tr0ub4dor&3",
    "пароль-из-слов",
    "🦊🦊🦊🦊🦉🦉🦉🦉",
    "test-password-1",
  ])("%j will do", (password) => expect(passwordWeakness(password, email)).toBeNull());

  it.each([
    ["", "TOO_SHORT"],
    ["seven77", "TOO_SHORT"],
    ["🦊🦊🦊🦊", "TOO_SHORT"],
    ["password", "TOO_COMMON"],
    ["PassWord1", "TOO_COMMON"],
    ["12345678", "TOO_COMMON"],
    ["aaaaaaaaaaaa", "TOO_COMMON"],
    ["Shopper@Angidi.test", "SAME_AS_EMAIL"],
    ["x".repeat(1025), "TOO_LONG"],
    ["€".repeat(342), "TOO_LONG"],
  ])("%j is refused as %s", (password, weakness) => expect(passwordWeakness(password, email)).toBe(weakness));

  it("may have 1024 bytes", () => expect(passwordWeakness("xy".repeat(512), email)).toBeNull());

  it("is the same from a keyboard that composes and from one that does not", () => {
    expect(normalisePassword("cafe\u0301-au-lait")).toBe(normalisePassword("caf\u00e9-au-lait"));
  });

  it("keeps its spaces and its case", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (password) => {
        expect(normalisePassword(password)).toBe(password);
      }),
    );
  });
});
