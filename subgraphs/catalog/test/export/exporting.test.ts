import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { ExportRefused } from "../../src/export/exportProducts.ts";
import { exportToFile } from "../../src/export/exportToFile.ts";
import { fileSource } from "../../src/import/fileSource.ts";
import { importProducts } from "../../src/import/importProducts.ts";
import { csv, fixture, sourceOf } from "../import/source.ts";
import { type Answer, staff, startWorld, usd, type World } from "../world.ts";

let world: World;
const folder = mkdtempSync(join(tmpdir(), "angidi-export-"));
let files = 0;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => world.empty());
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

const fileNamed = (ending: string) => join(folder, `${files++}${ending}`);
const text = (file: string) => readFileSync(file, "utf8");
const imported = async (file: string) => importProducts(world.ports, await fileSource(file));

/** A store of several ways: imported, made by hand, a draft, without options, with cells that need quoting. */
async function fill(): Promise<readonly string[]> {
  await importProducts(world.ports, sourceOf(fixture("classic.csv")));
  await importProducts(world.ports, sourceOf(fixture("current.csv")));
  await world.product({ title: 'A "quoted", long\ttitle', variants: [{ sku: "Q-1", price: usd(1) }] });
  await world.product({ title: "Draft", status: "DRAFT", variants: [{ sku: "D-1", price: usd(1_050) }] });
  const list = await world.ask("ProductList", { first: 100 }, staff);
  return list.edges.map(({ node }: Answer) => node.slug);
}

/** What a product's page tells, without what only this catalogue can know. */
async function told(slug: string): Promise<Answer> {
  const {
    id: _id,
    version: _version,
    createdAt: _created,
    variants,
    ...page
  } = await world.ask("Product", { slug }, staff);
  const { category, brand, seller: _seller, ...rest } = page;
  return {
    ...rest,
    brand: brand?.name ?? null,
    category: category?.slug ?? null,
    variants: variants.map(({ id: _variantId, product: _product, ...variant }: Answer) => variant),
  };
}

describe.each([".jsonl", ".csv"])("An export as %s", (ending) => {
  test("has every product, which an import into an empty catalogue makes again", async () => {
    const slugs = await fill();
    const before = await Promise.all(slugs.map(told));
    const file = fileNamed(ending);
    expect(await exportToFile(world.ports, file)).toEqual({ products: slugs.length, leftOut: [] });
    await world.empty();
    expect(await imported(file)).toMatchObject({ created: slugs.length, updated: 0, skipped: 0, errorCount: 0 });
    expect(await Promise.all(slugs.map(told))).toEqual(before);
  });
});

describe("An export", () => {
  test("as JSON Lines changes nothing when it is imported where it came from, and says nothing of stock", async () => {
    const slugs = await fill();
    const stock = new Map(world.inventory.onHand);
    const file = fileNamed(".jsonl");
    await exportToFile(world.ports, file);
    expect(await imported(file)).toMatchObject({ created: 0, updated: 0, unchanged: slugs.length, stockSet: 0 });
    expect(world.inventory.onHand).toEqual(stock);
  });

  test("that was interrupted goes on after its last complete line", async () => {
    await fill();
    const [whole, part] = [fileNamed(".jsonl"), fileNamed(".jsonl")];
    const { products } = await exportToFile(world.ports, whole);
    const lines = text(whole).split("\n");
    for (const kept of [0, 1, 3, lines.length - 1]) {
      writeFileSync(part, `${lines.slice(0, kept).join("\n")}${kept > 0 ? "\n" : ""}${lines[kept]!.slice(0, 20)}`);
      const rest = await exportToFile(world.ports, part, { resume: true });
      expect([rest.products, text(part)]).toEqual([products - kept, text(whole)]);
    }
  });

  test("leaves out of a CSV what has more options than its columns, and names it", async () => {
    const names = ["A", "B", "C", "D"];
    await world.product({
      title: "Many ways",
      options: names.map((name) => ({ name, values: ["1"] })),
      variants: [{ sku: "M-1", options: names.map((name) => ({ name, value: "1" })), price: usd(1) }],
    });
    expect(await exportToFile(world.ports, fileNamed(".csv"))).toEqual({ products: 0, leftOut: ["many-ways"] });
    expect(await exportToFile(world.ports, fileNamed(".jsonl"))).toEqual({ products: 1, leftOut: [] });
  });

  test("takes two statements for a page of hundreds", async () => {
    const rows = Array.from({ length: 120 }, (_, index) => `p-${index},Product ${index},P-${index},1.00,,,1,shopify`);
    await importProducts(world.ports, sourceOf(csv(...rows)));
    const { statements } = await countStatements(() => exportToFile(world.ports, fileNamed(".jsonl")));
    expect(statements.length).toBeLessThanOrEqual(2);
  });

  test("is refused, in a sentence, where it would write over a file or cannot go on", async () => {
    const there = fileNamed(".jsonl");
    writeFileSync(there, `${JSON.stringify({ handle: "gone" })}\n`);
    const sentences = await Promise.all(
      [
        exportToFile(world.ports, there),
        exportToFile(world.ports, there, { resume: true }),
        exportToFile(world.ports, fileNamed(".jsonl"), { resume: true }),
        exportToFile(world.ports, fileNamed(".txt")),
      ].map((refused) => refused.catch((error) => (error instanceof ExportRefused ? error.message : error))),
    );
    expect(sentences).toEqual([
      expect.stringContaining("is there already"),
      "The last product of the file, gone, is gone: export all of them anew.",
      expect.stringContaining("There is no file"),
      expect.stringContaining("ends in neither .csv nor .jsonl"),
    ]);
  });
});
