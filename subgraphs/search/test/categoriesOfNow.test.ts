import { describe, expect, test } from "@jest/globals";
import type { CatalogProduct } from "../src/domain/document.ts";
import { categoriesOfNow } from "../src/events/categoriesOfNow.ts";
import { type ProductDraft, productOf, publishedForm } from "./products.ts";
import { categoryEvent } from "./world.ts";

const published = (draft: ProductDraft) => publishedForm(productOf(draft));
const namesOf = ({ category }: Pick<CatalogProduct, "category">) =>
  category && [...category.ancestors, category].map(({ name }) => name);

describe("categories by what events say", () => {
  test("have their newest names and places, in whatever order the events come", () => {
    const categories = categoriesOfNow();
    const said = (path: readonly string[], version: number, names = path) =>
      categories.learn(categoryEvent(productOf({ category: path, categoryNames: names }), version));
    said(["Shop", "Lights"], 3, ["Shop", "Lighting"]);
    said(["Home", "Lights"], 2, ["Home", "Old name"]);
    said(["Shop"], 1, ["The shop"]);
    const lamp = published({ category: ["Home", "Lights", "Lamps"] });
    expect(namesOf(categories.applyTo(lamp))).toEqual(["The shop", "Lighting", "Lamps"]);
    expect(categories.applyTo(published({})).category).toBeNull();
  });

  test("name their attributes and choices, the nearer category first", () => {
    const categories = categoriesOfNow();
    const definition = (name: string, filterable: boolean, label: string) => [
      { code: "size", name, kind: "SELECT", unit: null, filterable, choices: [{ value: "l", label }] },
    ];
    categories.learn(categoryEvent(productOf({ category: ["Home"] }), 1, definition("Far", false, "Long")));
    categories.learn(categoryEvent(productOf({ category: ["Home", "Rugs"] }), 1, definition("Near", true, "Large")));
    const attributes = [
      { code: "size", name: "Old", value: "l", label: "Old" },
      { code: "other", value: 1 },
    ];
    const rug = published({ category: ["Home", "Rugs"], attributes });
    expect(categories.applyTo(rug).attributes).toMatchObject([
      { code: "size", name: "Near", label: "Large", filterable: true },
      { code: "other", name: "other" },
    ]);
  });

  test("come to an end where two changes make a circle of them", () => {
    const categories = categoriesOfNow();
    categories.learn(categoryEvent(productOf({ category: ["One", "Two"] }), 1));
    categories.learn(categoryEvent(productOf({ category: ["Two", "One"] }), 1));
    expect(namesOf(categories.applyTo(published({ category: ["One"] })))).toContain("Two");
  });
});
