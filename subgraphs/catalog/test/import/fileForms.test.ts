import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { importProducts } from "../../src/import/importProducts.ts";
import { ImportRefused, type ImportSummary } from "../../src/import/report.ts";
import { type Answer, staff, startWorld, usd, type World } from "../world.ts";
import { csv, sourceOf, told } from "./source.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.empty());
afterAll(() => world.close());

const run = (content: string | Buffer): Promise<ImportSummary> => importProducts(world.ports, sourceOf(content));
const page = (slug: string): Promise<Answer> => world.ask("Product", { slug }, staff);

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
    expect(await world.publishedEvents()).toBe(0);
  });
});
