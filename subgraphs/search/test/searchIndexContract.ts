import { newId } from "@angidi/datastores";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Condition, SearchRequest } from "../src/data/searchIndex.ts";
import { documentOf } from "../src/domain/document.ts";
import { attributeFacet, facetKey, inStockKey } from "../src/domain/facetValues.ts";
import { type Interpretation, interpret, type Term, takeApart } from "../src/domain/interpretation.ts";
import { popularityOfSale } from "../src/domain/popularity.ts";
import { ratingFactorOf } from "../src/domain/scoring.ts";
import type { EngineUnderTest } from "./engines.ts";
import { type ProductDraft, productOf } from "./products.ts";

const now = new Date("2026-06-01T00:00:00.000Z");

/** What every engine of the search index does. */
export function searchIndexContract(start: () => Promise<EngineUnderTest>): void {
  let engine: EngineUnderTest;
  beforeAll(async () => {
    engine = await start();
  });
  beforeEach(() => engine.empty());
  afterAll(() => engine.remove());

  const put = (draft: ProductDraft, version = 1) => {
    const product = productOf(draft);
    return engine.write((writer) => writer.put([documentOf(product, version)!])).then(() => product.id);
  };
  const search = async (query: string, changes: Partial<SearchRequest> = {}) => {
    const asked = takeApart(query);
    const understood = query === "" ? null : interpret(asked, await engine.index.findings(asked));
    return engine.index.search({
      ...{ query: understood, isRelaxed: false, conditions: [], sort: "RELEVANCE", after: null, limit: 10, at: now },
      ...changes,
    });
  };
  const ids = async (query: string, changes?: Partial<SearchRequest>) =>
    (await search(query, changes)).hits.map(({ productId }) => productId);

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

  test("corrects by words that can be found alone, whichever letter is mistaken, and by no more than two", async () => {
    const gone = await put({ title: "Lantern" });
    await put({ title: "Ceramic teapot" });
    await engine.write((writer) => writer.withdraw([{ productId: gone, version: 2 }]));
    const readings = async (query: string) =>
      interpret(takeApart(query), await engine.index.findings(takeApart(query))).terms.map(
        ({ reading, alternatives }) => `${reading} ${alternatives[0]!.join(" ")}`,
      );
    await put({ title: "Vase", description: "Marvellous." });
    expect(await readings("marvellus teapot")).toEqual(["IGNORED marvellus", "LITERAL teapot"]);
    expect(await readings("keramic teepot")).toEqual(["CORRECTED ceramic", "CORRECTED teapot"]);
    expect(await readings("crmc")).toEqual(["UNKNOWN crmc"]);
    expect(await readings("lantren teapot")).toEqual(["IGNORED lantren", "LITERAL teapot"]);
    expect((await engine.index.findings(takeApart("lant"))).words[0]).toMatchObject({ isBeginning: false });
  });

  test("finds a phrase of a synonym as a phrase", async () => {
    const pan = await put({ title: "Frying pan" });
    await put({ title: "Pan for frying" });
    const term: Term = { asked: "skillet", reading: "LITERAL", alternatives: [["skillet"], ["frying", "pan"]] };
    const query: Interpretation = { terms: [term], sku: null, didYouMean: null };
    expect((await search("", { query })).hits.map(({ productId }) => productId)).toEqual([pan]);
  });

  test("finds what has any of the terms, outside of descriptions, when asked to, and what has more of them first", async () => {
    const two = await put({ title: "Red wool lamp" });
    const one = await put({ title: "Wool sock" });
    await put({ title: "Vase", description: "Red as wool." });
    const query = interpret(takeApart("red wool kettle"), {
      words: ["red", "wool", "kettle"].map((word) => ({ word, isKnown: true, isBeginning: false, candidates: [] })),
      synonyms: [],
      isSku: false,
    });
    const found = async (isRelaxed: boolean) =>
      (await search("", { query, isRelaxed })).hits.map(({ productId }) => productId);
    expect(await found(false)).toEqual([]);
    expect(await found(true)).toEqual([two, one]);
  });

  test("counts options under their names, and a filter of one within all others", async () => {
    await put({ title: "Shirt", options: { Colour: ["Red"], Size: ["S"] } });
    await put({ title: "Shirt", options: { Colour: ["Blue"], Size: ["S"] } });
    await put({ title: "Shirt", options: { Colour: ["Blue"], Size: ["Red"] } });
    const colour: Condition = { facet: "options.colour", kind: "values", keys: [facetKey("options.colour", "red")] };
    const size: Condition = { facet: "options.size", kind: "values", keys: [facetKey("options.size", "s")] };
    const { total, facets } = await search("shirt", { conditions: [colour, size] });
    const counts = facets
      .filter(({ facet }) => facet.startsWith("options."))
      .map(({ facet, value, count }) => `${facet} ${value} ${count}`);
    expect({ total, counts: counts.sort() }).toEqual({
      total: 1,
      counts: ["options.colour Blue 1", "options.colour Red 1", "options.size S 1"],
    });
  });

  test("finds by a price that one of the variants has, not by prices around it", async () => {
    const id = await put({ title: "Rug", prices: [1_000, 9_000] });
    const between = (min: number | null, max: number | null) =>
      ids("rug", { conditions: [{ facet: "price", kind: "price", min, max }] });
    expect(await between(2_000, 8_000)).toEqual([]);
    expect(await between(9_000, null)).toEqual([id]);
    expect(await between(null, 1_000)).toEqual([id]);
  });

  test("puts what is rated better first, other things being equal, by the newest that was said", async () => {
    const rated = (id: string, average: number, version: number) => {
      const ratingFactor = ratingFactorOf({ average, reviews: 30 });
      return engine.write((writer) => writer.setRatings([{ productId: id, ratingFactor, version }]));
    };
    const [worse, better] = [newId(), newId()];
    await rated(better, 4.8, 2); // before the product
    for (const id of [worse, better]) await put({ id, title: "Kite" });
    const unrated = await put({ title: "Kite" });
    await rated(worse, 1.5, 1);
    await rated(better, 1, 1);
    expect(await ids("kite")).toEqual([better, unrated, worse]);
    await put({ id: worse, title: "Fine kite" }, 2);
    expect(await ids("kite")).toEqual([better, unrated, worse]);
  });

  test("takes another text for the same version where what is around the product has changed, but not an older one", async () => {
    const lamp = (name: string, version: number, id?: string) =>
      documentOf(productOf({ ...(id && { id }), title: "Lamp", category: [name] }), version)!;
    const first = lamp("Light", 3);
    await engine.write((writer) => writer.put([first]));
    await engine.write((writer) => writer.put([lamp("Dark", 3, first.productId)]));
    expect(await ids("light")).toHaveLength(1);
    await engine.write((writer) => writer.renew([lamp("Lighting", 3, first.productId)]));
    await engine.write((writer) => writer.renew([lamp("Dark", 2, first.productId)]));
    const { facets } = await search("lamp");
    expect(facets.filter(({ facet }) => facet === "category").map(({ label }) => label)).toEqual(["Lighting"]);
  });

  test("counts filterable attributes under their names, and a filter of one within all others; searches them as labels", async () => {
    const material = (value: string, label: string) => ({ code: "material", name: "Material", value, label });
    const seats = (value: number) => ({ code: "seats", name: "Seats", value, unit: "persons" });
    const isRound = { code: "round", name: "Round", value: true };
    const hidden = { code: "note", name: "Note", value: "Warehouse", filterable: false };
    const oak = await put({ title: "Table", attributes: [material("oak-1", "Solid oak"), seats(10), hidden] });
    await put({ title: "Table", attributes: [material("pine", "Pine"), seats(4), isRound] });
    await put({ title: "Table", attributes: [material("oak-1", "Solid oak"), { ...isRound, value: false }] });
    const condition = (code: string, value: string): Condition => {
      const facet = attributeFacet(code);
      return { facet, kind: "values", keys: [facetKey(facet, value)] };
    };
    const counts = async (query: string, ...conditions: Condition[]) => {
      const { total, facets } = await search(query, { conditions });
      const counted = facets
        .filter(({ facet }) => facet.startsWith("attributes."))
        .map(({ facet, facetLabel, value, label, count }) => `${facet} ${facetLabel} ${value} ${label} ${count}`);
      return [total, ...counted.sort()];
    };
    for (const query of ["table", ""]) {
      expect(await counts(query, condition("material", "OAK-1"), condition("seats", "10"))).toEqual([
        1,
        "attributes.material Material oak-1 Solid oak 1",
        "attributes.seats Seats 10 10 persons 1",
      ]);
      expect(await counts(query, condition("material", "pine"))).toEqual([
        1,
        "attributes.material Material oak-1 Solid oak 2",
        "attributes.material Material pine Pine 1",
        "attributes.round Round true Yes 1",
        "attributes.seats Seats 4 4 persons 1",
      ]);
    }
    expect(await ids("solid oak persons")).toEqual([oak]);
    expect(await ids("round pine")).toHaveLength(1);
    expect(await ids("warehouse")).toEqual([]);
  });

  test("finds the newest names of an attribute and of its values", async () => {
    const named = (name: string, label: string, version: number, id: string) =>
      documentOf(productOf({ id, attributes: [{ code: "stuff", name, value: "w", label }] }), version)!;
    const id = newId();
    await engine.write((writer) => writer.put([named("Stuff", "Wood", 1, id)]));
    await engine.write((writer) => writer.renew([named("Material", "Timber", 1, id)]));
    const { facets } = await search("");
    expect(facets.filter(({ facet }) => facet === "attributes.stuff")).toMatchObject([
      { facetLabel: "Material", value: "w", label: "Timber", count: 1 },
    ]);
  });

  test("finds by titles and descriptions in other languages, which count less than its own", async () => {
    const translated = await put({
      title: "Lamp",
      translations: {
        de: { title: "Stehleuchte", description: "<p>Aus Messing</p>" },
        fr: { title: null, description: null },
      },
    });
    const own = await put({ title: "Stehleuchte" });
    expect(await ids("stehleuchte")).toEqual([own, translated]);
    expect(await ids("messing")).toEqual([translated]);
    expect((await search("messing")).hits[0]).toMatchObject({ title: "Lamp", brand: null, description: "" });
  });

  test("counts prices in intervals, whatever a condition of price says, and a product once in each", async () => {
    await put({ title: "Lamp", brand: "Acme", prices: [1_000, 1_050, 2_500] });
    await put({ title: "Lamp", brand: "Acme", prices: [1_999] });
    await put({ title: "Lamp", brand: "Bolt", prices: [9_000] });
    await put({ title: "Rug", brand: "Acme", prices: [50] });
    const intervals = [0, 1_000, 2_000].map((from) => ({ from, to: from + 999 }));
    const acme: Condition = { facet: "brand", kind: "values", keys: [facetKey("brand", "acme")] };
    const price: Condition = { facet: "price", kind: "price", min: 2_000, max: null };
    const query = interpret(takeApart("lamp"), await engine.index.findings(takeApart("lamp")));
    const lamps = { query, isRelaxed: false, conditions: [acme, price] };
    expect(await engine.index.priceSpan(lamps)).toEqual({ lowest: 1_000, highest: 2_500 });
    expect(await engine.index.countPrices(lamps, intervals)).toEqual([0, 2, 1]);
    const all = { query: null, isRelaxed: false, conditions: [acme] };
    expect(await engine.index.priceSpan(all)).toEqual({ lowest: 50, highest: 2_500 });
    expect(await engine.index.countPrices(all, intervals)).toEqual([1, 2, 1]);
    const nobody: Condition = { facet: "brand", kind: "values", keys: [facetKey("brand", "nobody")] };
    expect(await engine.index.priceSpan({ ...all, conditions: [nobody] })).toBeNull();
  });
}
