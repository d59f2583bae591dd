import { expect, test } from "@jest/globals";
import { addressOf, readChoices, toggle } from "../../src/listing/choices.ts";
import { chooseVariant } from "../../src/product/chooseVariant.ts";
import { piecesOf } from "../../src/search/highlight.ts";

test("what an address says is written back the same", () => {
  const given = {
    q: "mug",
    brand: ["Kumo", "Ember"],
    price: "1000-",
    in_stock: "1",
    "option.Size": "S",
    sort: "price",
  };
  const address = addressOf("/search", readChoices(given));
  expect(address).toBe("/search?q=mug&brand=Ember&brand=Kumo&option.Size=S&price=1000-&in_stock=1&sort=price");
});

test("choosing a value goes to the first page, choosing it again takes it back", () => {
  const choices = readChoices({ after: "cursor" });
  const narrowed = toggle(choices, "brand", "Kumo");
  expect(addressOf("/", narrowed)).toBe("/?brand=Kumo");
  expect(addressOf("/", toggle(narrowed, "brand", "Kumo"))).toBe("/");
});

test("a highlight is text, whatever it holds", () => {
  expect(piecesOf("&lt;b&gt; <mark>oak</mark>")).toEqual([
    { text: "<b> ", isMatch: false },
    { text: "oak", isMatch: true },
  ]);
});

test("a combination that does not exist chooses no variant", () => {
  const variants = [{ options: [{ name: "Size", value: "S" }] }];
  expect(chooseVariant(variants, {})).toBe(variants[0]);
  expect(chooseVariant(variants, { Size: "M" })).toBeUndefined();
});
