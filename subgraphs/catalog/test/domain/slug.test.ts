import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { freeSlug, isSlug, maxSlugLength, slugFrom, slugFromHandle } from "../../src/domain/slug.ts";

describe("A slug made from a title", () => {
  test.each([
    ["Kiln Mug", "kiln-mug"],
    ["  Crème   Brûlée! ", "creme-brulee"],
    ["Größe № 5 – 50% off", "grosse-no-5-50-percent-off"],
    ["Salt & Pepper", "salt-and-pepper"],
    ["Men's T-Shirt", "mens-t-shirt"],
    ["Łódź Ørsted Æther", "lodz-orsted-aether"],
    ["Кружка «Ёлка»", "kruzhka-elka"],
    ["Θάλασσα", "thalassa"],
    ["日本のカップ", "日本のカップ"],
    ["가방", "가방"],
    ["ガラス", "ガラス"],
    ["หมวก ที่", "หมวก-ที่"],
    ["🍮", "product"],
    ["", "product"],
  ])("%s gives %s", (title, slug) => {
    expect(slugFrom(title, "product")).toBe(slug);
  });

  test("is a slug, whatever the title", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (title) => {
        expect(isSlug(slugFrom(title, "product"))).toBe(true);
        expect(isSlug(slugFromHandle(title))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test("an imported handle stays as it is where it can", () => {
  expect(slugFromHandle("classic_tee--2")).toBe("classic_tee--2");
  expect(slugFromHandle("Classic-Tee")).toBe("classic-tee");
  expect(slugFromHandle("tee/with spaces")).toBe("tee-with-spaces");
});

test("the first free number is taken, and the slug stays within its length", () => {
  const taken = new Set(["mug", "mug-2", "mug-4"]);
  expect(freeSlug("mug", (slug) => taken.has(slug))).toBe("mug-3");
  expect(freeSlug("cup", (slug) => taken.has(slug))).toBe("cup");
  const longest = "x".repeat(maxSlugLength);
  const next = freeSlug(longest, (slug) => slug === longest);
  expect(next).toHaveLength(maxSlugLength);
  expect(next.endsWith("-2")).toBe(true);
});
