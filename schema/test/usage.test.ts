import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { hurtClients } from "../checks/usage.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const today = new Date("2026-11-23T12:00:00Z");

function recordOf(
  ...uses: { day?: string; client: string; version?: string; counts: Record<string, number> }[]
): string {
  const folder = mkdtempSync(join(tmpdir(), "angidi-usage-"));
  folders.push(folder);
  const file = join(folder, "usage.jsonl");
  const lines = uses.map((use) => JSON.stringify({ day: "2026-11-20", version: "", ...use }));
  writeFileSync(file, `${lines.join("\n")}\n{"day":"2026`);
  return file;
}

const before = buildSchema(`
  type Query { product(id: ID, slug: String): Product }
  type Product { title: String price: Int }
  enum Sort { NAME PRICE }
  input Filter { name: String old: Int }
`);

const hurtBy = (sdl: string, ...files: string[]) => hurtClients(before, buildSchema(sdl), files, today);

test("a removal tells who has used what it removes, from the records of all gateways", async () => {
  const one = recordOf({ client: "web", version: "1.2", counts: { "Product.price": 3, "Product.title": 9 } });
  const another = recordOf(
    { client: "web", version: "1.2", counts: { "Product.price": 2 } },
    { client: "app", counts: { "Product.price": 1 } },
  );
  const sdl = `
    type Query { product(id: ID, slug: String): Product }
    type Product { title: String }
    enum Sort { NAME PRICE }
    input Filter { name: String old: Int }`;
  expect(await hurtBy(sdl, one, another)).toEqual([
    expect.stringMatching(/price.* In the last 30 days it was used by web 1\.2 \(5 times\), app \(1 times\)$/),
  ]);
});

test("arguments, enum values and input fields are known by the gateway's words for them", async () => {
  const record = recordOf({ client: "web", counts: { "Query.product(slug:)": 1, "Sort.PRICE": 1, "Filter.old": 1 } });
  const sdl = `
    type Query { product(id: ID): Product }
    type Product { title: String price: Int }
    enum Sort { NAME }
    input Filter { name: String }`;
  expect(await hurtBy(sdl, record)).toHaveLength(3);
});

test("what nobody has used lately hurts nobody, nor does what does not break", async () => {
  const record = recordOf({ day: "2026-10-01", client: "web", counts: { "Product.price": 3 } });
  const sdl = `
    type Query { product(id: ID, slug: String): Product }
    type Product { title: String added: Int }
    enum Sort { NAME PRICE }
    input Filter { name: String old: Int }`;
  expect(await hurtBy(sdl, record)).toEqual([]);
  expect(await hurtBy(sdl)).toEqual([]);
});
