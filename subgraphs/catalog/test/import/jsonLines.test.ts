import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { importProducts } from "../../src/import/importProducts.ts";
import { ImportRefused } from "../../src/import/report.ts";
import { type Answer, staff, startWorld, usd, type World } from "../world.ts";
import { sourceOf, told } from "./source.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join("\n");
const run = (content: string) => importProducts(world.ports, sourceOf(content, { name: "products.jsonl" }));
const page = (slug: string): Promise<Answer> => world.ask("Product", { slug }, staff);

const kettle = {
  handle: "copper-kettle",
  title: "Copper Kettle",
  description: "<p>Sings.</p>",
  brand: "Hearth",
  category: ["Kitchen", "Kettles"],
  tags: ["copper"],
  media: [{ url: "https://cdn.example.com/kettle.jpg", altText: "A kettle" }],
  options: [{ name: "Size", values: ["1 l", "2 l"] }],
  variants: [
    { sku: "K-1", options: [{ name: "Size", value: "1 l" }], price: usd(4_900), compareAtPrice: usd(5_900), onHand: 3 },
    { sku: "K-2", options: [{ name: "Size", value: "2 l" }], price: usd(6_900), onHand: null },
  ],
};

describe("A file of JSON Lines", () => {
  test("becomes products with all that a line says, and their stock", async () => {
    expect(await run(lines(kettle))).toMatchObject({ created: 1, skipped: 0, errorCount: 0, stockSet: 2 });
    expect(await page("copper-kettle")).toMatchObject({
      title: "Copper Kettle",
      status: "PUBLISHED",
      brand: { name: "Hearth" },
      category: { name: "Kettles" },
      options: [{ name: "Size", values: ["1 l", "2 l"] }],
      priceRange: { min: usd(4_900), max: usd(6_900) },
    });
    const category = await world.ask("Category", { slug: "kettles" });
    expect(category.ancestors).toEqual([{ slug: "kitchen" }]);
    expect(Object.fromEntries(world.inventory.onHand)).toEqual({ "K-1": 3, "K-2": null });
  });

  test("changes what a line says of a product that is there, and leaves the rest and its stock as they are", async () => {
    await run(lines(kettle));
    const before = await page("copper-kettle");
    expect(await run(lines({ handle: "copper-kettle", title: "Singing Kettle" }))).toMatchObject({
      updated: 1,
      stockSet: 0,
    });
    const { version: _old, title: _title, ...rest } = before;
    expect(await page("copper-kettle")).toMatchObject({ ...rest, title: "Singing Kettle" });
    expect(await run(lines({ handle: "copper-kettle", brand: null }))).toMatchObject({ updated: 1 });
    expect((await page("copper-kettle")).brand).toBeNull();
  });

  test("imported again changes nothing, whoever made the products", async () => {
    const own = await world.product({ title: "Mug", variants: [{ sku: "MUG-1", price: usd(1) }] });
    const file = lines(kettle, { handle: "mug", title: "Mug" });
    expect(await run(file)).toMatchObject({ created: 1, unchanged: 1 });
    expect(await run(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2, stockSet: 0 });
    expect(await page("mug")).toEqual(own);
  });

  test("costs a bad line alone, and says what is wrong with it", async () => {
    const summary = await run(
      [
        JSON.stringify({ ...kettle, variants: [{ sku: "X", price: { amount: 1.5, currency: "USD" } }] }),
        "{ not json }",
        JSON.stringify(kettle),
        "",
        JSON.stringify(kettle),
        JSON.stringify({ handle: "nameless" }),
        JSON.stringify({ handle: "euros", title: "Euros", variants: [{ price: { amount: 1, currency: "EUR" } }] }),
        JSON.stringify({ ...kettle, handle: "typo", colour: "red" }),
      ].join("\n"),
    );
    expect(summary).toMatchObject({ created: 1, skipped: 6, errorCount: 6 });
    const [badAmount, noJson, twice, nameless, euros, typo] = told(summary.errors);
    expect(badAmount).toMatch(/^1: The line is not imported: variants\.0\.price\.amount: /);
    expect(noJson).toBe("2: The line is no JSON.");
    expect(twice).toBe("5: The line is about copper-kettle, as line 3 is, and is not imported.");
    expect(nameless).toBe("6: nameless is not imported: a new product needs a title and variants.");
    expect(euros).toMatch(/^7: euros is not imported: .*USD/);
    expect(typo).toMatch(/^8: The line is not imported: .*colour/);
  });

  test("of another kind, empty or cut short is refused before anything is imported", async () => {
    const whole = `${lines(kettle)}\n`;
    for (const content of ["", "\n\n", "title,handle\n", whole + lines(kettle).slice(0, 40)]) {
      await expect(run(content)).rejects.toBeInstanceOf(ImportRefused);
    }
    expect(await page("copper-kettle")).toBeNull();
  });
});
