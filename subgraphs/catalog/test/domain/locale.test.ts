import { describe, expect, test } from "@jest/globals";
import { fallbacksOf, localeFrom, translated } from "../../src/domain/locale.ts";

describe("A locale", () => {
  test.each([
    ["de-at", "de-AT"],
    ["ZH-hant-tw", "zh-Hant-TW"],
    ["de_AT", null],
    ["", null],
    ["deutsch, bitte", null],
  ])("%s is %s", (text, locale) => {
    expect(localeFrom(text)).toBe(locale);
  });

  test("falls back to what it is a form of", () => {
    expect(fallbacksOf("zh-hant-tw")).toEqual(["zh-Hant-TW", "zh-Hant", "zh"]);
    expect(fallbacksOf("nonsense of any kind")).toEqual([]);
    expect(fallbacksOf(null)).toEqual([]);
  });

  test("gives the nearest translation that says something, also the empty one", () => {
    const translations = { de: { title: "Tasse", text: "" }, "de-AT": { title: "Häferl", text: null } };
    expect(translated(translations, "de-AT", ({ title }) => title, "Mug")).toBe("Häferl");
    expect(translated(translations, "de-CH", ({ title }) => title, "Mug")).toBe("Tasse");
    expect(translated(translations, "de-AT", ({ text }) => text, "A mug")).toBe("");
    expect(translated(translations, "fr", ({ title }) => title, "Mug")).toBe("Mug");
  });
});
