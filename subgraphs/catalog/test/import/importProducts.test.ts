import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { importProducts } from "../../src/import/importProducts.ts";
import { ImportRefused, type ImportSummary } from "../../src/import/report.ts";
import { type Answer, staff, startWorld, usd, type World } from "../world.ts";
import { csv, fixture, sourceOf } from "./source.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const run = (content: string | Buffer): Promise<ImportSummary> => importProducts(world.ports, sourceOf(content));
const page = (slug: string): Promise<Answer> => world.ask("Product", { slug }, staff);
const told = (notices: ImportSummary["warnings"]) => notices.map(({ line, message }) => `${line}: ${message}`);
const publishedEvents = async (): Promise<number> =>
  (await world.database.query("test.outbox", "select 1 from outbox")).length;

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

describe("A second import of the same file", () => {
  test("changes nothing, publishes nothing, and does not bring back what was sold", async () => {
    await run(fixture("classic.csv"));
    const before = await page("linen-shirt");
    const events = await publishedEvents();
    world.inventory.onHand.set("LS-W-S", 1);
    const calls = world.inventory.calls;
    const again = await run(fixture("classic.csv"));
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 4, skipped: 0, stockSet: 0 });
    expect(await page("linen-shirt")).toEqual(before);
    expect(await publishedEvents()).toBe(events);
    expect(world.inventory.onHand.get("LS-W-S")).toBe(1);
    expect(world.inventory.calls).toBe(calls);
  });

  test("keeps what staff changed since", async () => {
    await run(fixture("classic.csv"));
    const { id } = await page("linen-shirt");
    await world.mutate("UpdateProduct", { id, title: "Better Title", slug: "better-title" });
    expect(await run(fixture("classic.csv"))).toMatchObject({ unchanged: 4 });
    expect(await page("better-title")).toMatchObject({ title: "Better Title" });
  });

  test("makes the same SKUs for troubled rows", async () => {
    await run(fixture("troubled.csv"));
    const before = [await page("blank-sku"), await page("same-sku")];
    expect(await run(fixture("troubled.csv"))).toMatchObject({ created: 0, updated: 0, stockSet: 0 });
    expect([await page("blank-sku"), await page("same-sku")]).toEqual(before);
  });

  test("makes anew what staff have deleted", async () => {
    await run(fixture("classic.csv"));
    await world.mutate("DeleteProduct", { id: (await page("stone-vase")).id });
    expect(await run(fixture("classic.csv"))).toMatchObject({ created: 1, unchanged: 3 });
    expect(await page("stone-vase")).toMatchObject({ variants: [{ sku: "SV-1" }] });
  });
});

describe("An import of a changed file", () => {
  test("changes the products that changed, by their SKUs, and tells of them", async () => {
    await run(fixture("classic.csv"));
    const before = await page("linen-shirt");
    const changed = fixture("classic.csv").replaceAll("Linen Shirt", "Linen Blouse").replace("LS-B-S,", "LS-BLUE,");
    expect(await run(changed)).toMatchObject({ created: 0, updated: 1, unchanged: 3, stockSet: 1 });
    const after = await page("linen-shirt");
    expect(after).toMatchObject({ id: before.id, title: "Linen Blouse", version: 2 });
    expect(after.variants.slice(0, 2).map(({ id }: Answer) => id)).toEqual(
      before.variants.slice(0, 2).map(({ id }: Answer) => id),
    );
    expect(after.variants[2].sku).toBe("LS-BLUE");
    expect((await world.eventsOf(before.id)).map(({ type }) => type)).toEqual(["product.created", "product.updated"]);
  });

  test("sets the stock that the file says otherwise now, and no other", async () => {
    await run(fixture("classic.csv"));
    world.inventory.onHand.set("LS-W-S", 1).set("LS-W-M", 1);
    const delivered = fixture("classic.csv").replace("LS-W-M,250,shopify,7", "LS-W-M,250,shopify,20");
    expect(await run(delivered)).toMatchObject({ unchanged: 4, stockSet: 1 });
    expect(world.inventory.onHand.get("LS-W-S")).toBe(1);
    expect(world.inventory.onHand.get("LS-W-M")).toBe(20);
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

describe("Other ways to write the same file", () => {
  const rows = () => csv("tea,Tea 🍵,T-1,12.90,Size,S,5,shopify", "tea,,T-2,13,,M,6,shopify");
  const spread = (separator: string) => rows().replaceAll(",", separator);

  test.each([
    ["a byte order mark", () => `\ufeff${rows()}`],
    ["Windows line ends", () => rows().replaceAll("\n", "\r\n")],
    ["old Macintosh line ends", () => rows().replaceAll("\n", "\r")],
    ["semicolons and decimal commas", () => spread(";").replace("12.90", "12,90")],
    ["tabs", () => spread("\t")],
    ["empty lines", () => `\n\n${rows().replaceAll("\n", "\n\n")}\n\n`],
    ["every cell quoted", () => rows().replace(/(?<=^|,)[^,]*?(?=,|$)/gm, (cell) => `"${cell}"`)],
    ["cells padded to columns", () => rows().replace(/(?<=^|,)[^,]*?(?=,|$)/gm, (cell) => ` "${cell}"   `)],
    ["blank rows of commas", () => rows().replaceAll("\n", "\n,,,,,,,\n")],
  ])("%s", async (_name, content) => {
    expect(await run(content())).toMatchObject({ created: 1, errorCount: 0, warningCount: 0 });
    expect((await page("tea")).variants).toMatchObject([
      { sku: "T-1", price: usd(1_290) },
      { sku: "T-2", price: usd(1_300) },
    ]);
    expect(world.inventory.onHand.get("T-2")).toBe(6);
  });

  test("lines are counted alike however they end, also inside of quoted cells", async () => {
    const content = 'Handle,Title,Price\na,"A\n\nB",1\n\nb,B,x\n';
    for (const end of ["\n", "\r\n", "\r"]) {
      const summary = await run(content.replaceAll("\n", end));
      expect(told(summary.errors)).toEqual(["6: The row has the price “x”, which is none."]);
    }
  });

  test("a file without quantities is sold without limit, and says so", async () => {
    const summary = await run("Handle,Title,Price\na,A,1\n");
    expect(told(summary.warnings)[0]).toContain("no column of quantities");
    expect([...world.inventory.onHand.values()]).toEqual([null]);
  });
});

describe("A file of another kind", () => {
  const orders = "Name,Email,Financial Status,Total\n#1001,a@example.com,paid,10.00\n";
  test.each([
    ["an empty one", "", "products.csv is empty."],
    ["one of white space", "\n \n\n", "products.csv is empty."],
    ["another export", orders, "it has no column “Handle” and “Title” and “Price”"],
    ["an inventory export", "Handle,Title,SKU,Available\na,A,A-1,5\n", "it has no column “Price”"],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), "binary data"],
    ["Latin-1", Buffer.from("Handle,Title,Price\na,Caf\xe9,1\n", "latin1"), "is not in UTF-8"],
    ["UTF-16", Buffer.from("\ufeffHandle,Title,Price\n", "utf16le"), "is in UTF-16"],
    ["JSON", '{\n  "products": ["Kiln "Mug"]\n}', "no Shopify product export"],
    ["a web page", '<!doctype html>\n<p class="handle">Title', "no Shopify product export"],
    ["one cut short", `${csv("a,A,A-1,1,,,1,shopify")}\nb,"B is not closed,B-1,1\n`, "after line 2"],
    ["one that ends within a letter", Buffer.from(csv("a,Tea 🍵,")).subarray(0, -2), "is not in UTF-8"],
  ])("%s is refused in a sentence, and nothing is imported", async (_name, content, sentence) => {
    const refused = await importProducts(world.ports, sourceOf(content, { pieces: 4_096 })).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(ImportRefused);
    expect((refused as ImportRefused).message).toContain(sentence);
    expect((refused as ImportRefused).message.split("\n")).toHaveLength(1);
    expect(await publishedEvents()).toBe(0);
  });
});

test("stock that inventory did not take is set by the next import", async () => {
  world.inventory.isDown = true;
  await expect(run(fixture("classic.csv"))).rejects.toThrow();
  world.inventory.isDown = false;
  const again = await run(fixture("classic.csv"));
  expect(again).toMatchObject({ created: 0, unchanged: 4, stockSet: 6 });
  expect(world.inventory.onHand.get("LS-W-S")).toBe(12);
});

test("two imports of one file at once make each product once", async () => {
  const summaries = await Promise.all([run(fixture("classic.csv")), run(fixture("classic.csv"))]);
  expect(summaries.reduce((sum, { created }) => sum + created, 0)).toBe(4);
  expect((await world.ask("ProductList", { first: 100 }, staff)).edges).toHaveLength(4);
});
