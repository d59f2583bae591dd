import { newId } from "@angidi/datastores";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { IndexWriter } from "../src/data/indexWriter.ts";
import type { Condition, SearchIndex, SearchRequest } from "../src/data/searchIndex.ts";
import { documentOf, facetKey, inStockKey } from "../src/domain/document.ts";
import { interpret, takeApart } from "../src/domain/interpretation.ts";
import { popularityOfSale } from "../src/domain/popularity.ts";
import { type ProductDraft, productOf } from "./products.ts";

/** An engine under test. */
export interface Engine {
  readonly index: SearchIndex;
  /** Resolves once searches see what was written. */
  write(change: (writer: IndexWriter) => Promise<void>): Promise<void>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

const now = new Date("2026-06-01T00:00:00.000Z");

/** What every engine of the search index does. */
export function searchIndexContract(engineName: string, start: () => Promise<Engine>): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  beforeEach(() => engine.empty());
  afterAll(() => engine.close());

  const put = (draft: ProductDraft, version = 1) => {
    const product = productOf(draft);
    return engine.write((writer) => writer.put([documentOf(product, version)!])).then(() => product.id);
  };
  const search = async (query: string, changes: Partial<SearchRequest> = {}) => {
    const asked = takeApart(query);
    const understood = query === "" ? null : interpret(asked, await engine.index.findings(asked));
    return engine.index.search({
      ...{ query: understood, conditions: [], sort: "RELEVANCE", after: null, limit: 10, at: now },
      ...changes,
    });
  };
  const ids = async (query: string, changes?: Partial<SearchRequest>) =>
    (await search(query, changes)).hits.map(({ productId }) => productId);

  describe(`${engineName} as a search index`, () => {
    test("finds by stems, folded, and ranks title over brand over labels over description", async () => {
      const description = await put({ title: "A", description: "cafés" });
      const label = await put({ title: "B", tags: ["Café"] });
      const brand = await put({ title: "C", brand: "Café" });
      const title = await put({ title: "Cafes" });
      expect(await ids("café")).toEqual([title, brand, label, description]);
      expect((await search("café")).forms.toSorted()).toEqual(["cafe", "cafes"]);
    });

    test("tells what it knows of words: known, beginnings, words alike, SKUs", async () => {
      await put({ title: "Kettle", skus: ["K-1"] });
      const findings = await engine.index.findings(takeApart("kettles kett ketle"));
      expect(findings.words).toMatchObject([
        { word: "kettles", isKnown: true },
        { word: "kett", isKnown: false, isBeginning: true },
        { word: "ketle", isKnown: false, isBeginning: false },
      ]);
      expect(findings.words[2]!.candidates.map(({ word }) => word)).toEqual(["kettle"]);
      expect((await engine.index.findings(takeApart("k-1"))).isSku).toBe(true);
    });

    test("never goes back to an older version, nor brings back what was withdrawn", async () => {
      const id = await put({ title: "New lamp" }, 2);
      await put({ id, title: "Old lamp" }, 1);
      expect(await ids("old")).toEqual([]);
      await engine.write((writer) => writer.withdraw([{ productId: id, version: 4 }]));
      await put({ id, title: "New lamp" }, 3);
      expect(await search("lamp")).toMatchObject({ total: 0, hits: [], facets: [] });
      await put({ id, title: "New lamp" }, 5);
      expect(await ids("lamp")).toEqual([id]);
    });

    test("counts a facet without its own condition, and the others with it", async () => {
      await put({ title: "Lamp", brand: "Acme", options: { Size: ["S"] } });
      await put({ title: "Lamp", brand: "Bolt", options: { Size: ["M"] } });
      await put({ title: "Lamp", brand: "Bolt", options: { Size: ["S"] } });
      const brand: Condition = { facet: "brand", kind: "values", keys: [facetKey("brand", "acme")] };
      for (const query of ["lamp", ""]) {
        const { total, facets } = await search(query, { conditions: [brand] });
        const counts = facets
          .filter(({ facet }) => facet === "brand" || facet === "options.size")
          .map(({ value, count }) => `${value} ${count}`);
        expect({ total, counts: counts.sort() }).toEqual({ total: 1, counts: ["Acme 1", "Bolt 2", "S 1"] });
      }
    });

    test("takes stock and sales into account, also those that came before the product", async () => {
      const [sold, id] = [newId(), newId()];
      const sale = { productId: sold, popularity: popularityOfSale(3, now) };
      await engine.write((writer) => writer.addSales([sale]));
      await engine.write((writer) => writer.setStock([{ sku: "Here", inStock: true, version: 2 }]));
      await engine.write((writer) => writer.setStock([{ sku: "Here", inStock: false, version: 1 }]));
      await put({ id, title: "Lamp", skus: ["Here"] });
      await put({ id: sold, title: "Lamp" });
      const inStock: Condition = { facet: "availability", kind: "values", keys: [inStockKey] };
      expect(await ids("lamp", { conditions: [inStock] })).toEqual([id]);
      expect(await ids("")).toEqual([sold, id]);
      const query = interpret(takeApart("lamp"), await engine.index.findings(takeApart("lamp")));
      const explanation = (await engine.index.explain(query, sold, now))!;
      expect(explanation).toMatchObject({ inStock: false, popularity: expect.closeTo(3, 5), fields: [["TITLE"]] });
      const [best] = (await search("lamp")).hits;
      const scores = [id, sold].map(async (product) => (await engine.index.explain(query, product, now))!.score);
      expect(best!.key).toBeCloseTo(Math.max(...(await Promise.all(scores))), 6);
    });

    test("goes on after a place, in every order", async () => {
      for (const price of [3, 1, 2, 2, 2]) await put({ title: "Lamp", prices: [price * 100] });
      for (const sort of ["RELEVANCE", "PRICE_ASC", "PRICE_DESC", "NEWEST", "POPULARITY"] as const) {
        const all = (await search("lamp", { sort })).hits;
        const rest = await search("lamp", { sort, after: all[1]! });
        expect(rest.hits).toEqual(all.slice(2));
      }
    });

    test("suggests categories and products by beginnings", async () => {
      const id = await put({ title: "Desk lamp", category: ["Lämps"] });
      expect(await engine.index.suggest(["la"], 5)).toMatchObject({
        categories: ["Lämps"],
        products: [{ productId: id, title: "Desk lamp" }],
      });
      expect((await engine.index.suggest(["desk", "lam"], 5)).products).toHaveLength(1);
      expect((await engine.index.suggest(["esk"], 5)).products).toEqual([]);
    });
  });
}
