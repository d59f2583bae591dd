import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { importProducts } from "../../src/import/importProducts.ts";
import type { ImportSummary } from "../../src/import/report.ts";
import { type Answer, inEachWorld, staff, usd, type World } from "../world.ts";
import { csv, fixture, sourceOf, told } from "./source.ts";

inEachWorld("An import", (start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  });
  beforeEach(() => world.empty());
  afterAll(() => world.close());

  const run = (content: string | Buffer): Promise<ImportSummary> => importProducts(world.ports, sourceOf(content));
  const page = (slug: string): Promise<Answer> => world.ask("Product", { slug }, staff);

  describe("An export with the classic headers", () => {
    test("becomes products with options, variants, prices, pictures, brand, category and tags", async () => {
      const summary = await run(fixture("classic.csv"));
      expect(summary).toMatchObject({ created: 4, updated: 0, unchanged: 0, skipped: 0, stockSet: 6, errorCount: 0 });
      const shirt = await page("linen-shirt");
      expect(shirt).toMatchObject({
        title: "Linen Shirt",
        description: '<p>Woven in <em>Porto</em>.</p>\n<p>Wash cold, "line dry".</p>',
        status: "PUBLISHED",
        brand: { name: "Casa Azul" },
        category: { name: "Shirts", slug: "shirts" },
        tags: ["linen", "summer", "new arrival"],
        options: [
          { name: "Colour", values: ["White", "Blue"] },
          { name: "Size", values: ["S", "M"] },
        ],
        priceRange: { min: usd(4_900), max: usd(5_250) },
      });
      expect(shirt.variants.map(({ sku, title }: Answer) => [sku, title])).toEqual([
        ["LS-W-S", "White / S"],
        ["LS-W-M", "White / M"],
        ["LS-B-S", "Blue / S"],
      ]);
      expect(shirt.variants[0].compareAtPrice).toEqual(usd(6_500));
      expect(shirt.media.map(({ url, altText }: Answer) => [url.split("/").at(-1), altText])).toEqual([
        ["linen-1.jpg", "White linen shirt"],
        ["linen-2.jpg", "Detail"],
        ["linen-3.jpg", null],
        ["linen-4.jpg", "Cuff, folded"],
        ["linen-white.jpg", null],
      ]);
    });

    test("sets stock: tracked by quantity, without limit when untracked or sold on, none when negative", async () => {
      const summary = await run(fixture("classic.csv"));
      expect(Object.fromEntries(world.inventory.onHand)).toEqual({
        "LS-W-S": 12,
        "LS-W-M": 7,
        "LS-B-S": null,
        "SV-1": null,
        "HL-1": 3,
        "OR-1": 0,
      });
      expect(told(summary.warnings)).toEqual(["9: The row has the quantity -2, for which 0 is taken."]);
    });

    test("shows what is active and published, and takes the taxonomy's path where there is no type", async () => {
      await run(fixture("classic.csv"));
      expect(await page("hidden-lamp")).toMatchObject({ status: "DRAFT" });
      expect(await page("old-rug")).toMatchObject({ status: "ARCHIVED" });
      expect(await page("stone-vase")).toMatchObject({ options: [], variants: [{ sku: "SV-1", title: "Stone Vase" }] });
      const category = await world.ask("Category", { slug: "vases" });
      expect(category.ancestors).toEqual([{ slug: "home-and-garden" }, { slug: "decor" }]);
      const list = await world.ask("ProductList", { first: 10, filter: { category: "home-and-garden" } });
      expect(list.edges.map(({ node }: Answer) => node.slug)).toEqual(["stone-vase"]);
    });

    test("can be bought at once: its variants are purchasable and their stock is set", async () => {
      await run(fixture("classic.csv"));
      const { variants } = await page("linen-shirt");
      const ids = variants.map(({ id }: Answer) => id);
      const quoted = await world.ask("VariantsForQuote", { ids }, { service: "carts" });
      expect(quoted.every(({ purchasable, sku }: Answer) => purchasable && world.inventory.onHand.has(sku))).toBe(true);
    });
  });

  test("an export with today's headers becomes the same kind of products", async () => {
    const summary = await run(fixture("current.csv"));
    expect(summary).toMatchObject({ created: 3, skipped: 0, warningCount: 0, errorCount: 0 });
    const dripper = await page("ceramic-dripper");
    expect(dripper).toMatchObject({
      title: "Ceramic Dripper 🍵",
      description: "<div>Pour slowly.</div>",
      status: "PUBLISHED",
      category: { name: "Coffee Makers" },
      tags: ["coffee", "ceramic"],
      options: [
        { name: "Glaze", values: ["Ash", "Cobalt"] },
        { name: "Size", values: ["1 cup", "2 cups"] },
      ],
      priceRange: { min: usd(2_850), max: usd(3_200) },
    });
    expect(dripper.media.map(({ url }: Answer) => url)).toEqual([
      "https://cdn.example.com/dripper.jpg",
      "https://cdn.example.com/dripper-blue.jpg",
    ]);
    expect(await page("paper-filters")).toMatchObject({ description: "Fits all &lt; 2 cups", options: [] });
    expect(await page("roast-subscription")).toMatchObject({ status: "DRAFT" });
    expect(Object.fromEntries(world.inventory.onHand)).toEqual({
      "CD-01": 14,
      "CD-02": 0,
      "CD-03": null,
      "PF-40": null,
      "RS-1": null,
    });
  });

  describe("Troubled rows", () => {
    test("are told with their lines, and the rest is imported", async () => {
      const summary = await run(fixture("troubled.csv"));
      expect(summary).toMatchObject({ created: 5, skipped: 4 });
      expect(told(summary.errors)).toEqual([
        "3: The row has no price.",
        "4: The row has the price “ten”, which is none.",
        "6: The row has the same options as line 5.",
        "7: The row has no value of the option Size.",
        "8: The row has no handle, so it belongs to no product.",
        "9: The row has no title, so no-title is not imported.",
        "10: The row has more cells than the header has columns.",
        "17: The row has the price “3.999”, which is none.",
      ]);
      const made = (await page("same-sku")).variants.map(({ sku }: Answer) => sku);
      const blank = (await page("blank-sku")).variants.map(({ sku }: Answer) => sku);
      expect(made[1]).toBe("SS-1");
      expect(new Set([...made, ...blank]).size).toBe(5);
      expect(blank[0]).toMatch(/^BLANK-SKU-S-[0-9A-F]{8}$/);
      expect(told(summary.warnings)).toEqual([
        "5: The row has the compare-at price “cheap”, which is left out.",
        "5: The row has the quantity abc, for which 0 is taken.",
        "5: The row has a picture whose address is none, which is left out.",
        `11: 2 rows of blank-sku have no SKU; made ones are taken, such as ${blank[0]}.`,
        `13: The SKU G-1 is another variant's; ${made[0]} is taken instead.`,
        `15: The SKU SS-1 is another variant's; ${made[2]} is taken instead.`,
      ]);
      expect((await page("tacks")).title).toBe('Tacks 3" box');
    });

    test("rows of a product that stand apart are put together", async () => {
      await run(fixture("troubled.csv"));
      expect(await page("half-bad")).toMatchObject({ media: [{ url: "https://cdn.example.com/late.jpg" }] });
      const apart = csv("a,A,A-1,1,Size,S,1,shopify", "b,B,B-1,1,,,1,shopify", "a,,A-2,2,,M,1,shopify");
      expect(await run(apart)).toMatchObject({ created: 2, errorCount: 0 });
      expect((await page("a")).variants.map(({ sku }: Answer) => sku)).toEqual(["A-1", "A-2"]);
      expect(await run(apart)).toMatchObject({ unchanged: 2 });
    });

    test("a product of the store's own keeps its slug and its SKUs", async () => {
      const own = await world.product({ title: "Mug", variants: [{ sku: "MUG-1", price: usd(1) }] });
      const summary = await run(csv("mug,Imported Mug,MUG-1,2.00,,,5,shopify"));
      expect(summary).toMatchObject({ created: 1, warningCount: 2 });
      expect(await page("mug")).toEqual(own);
      const imported = await page("mug-2");
      expect(imported.title).toBe("Imported Mug");
      expect(imported.variants[0].sku).not.toBe("MUG-1");
      expect(await run(csv("mug,Imported Mug,MUG-1,2.00,,,5,shopify"))).toMatchObject({ unchanged: 1, stockSet: 0 });
    });

    test("a title alone is enough of a handle", async () => {
      expect(await run(csv(",Lonely Title,L-1,2.00,,,5,shopify"))).toMatchObject({ created: 1 });
      expect(await page("lonely-title")).toMatchObject({ title: "Lonely Title" });
    });
  });
});
