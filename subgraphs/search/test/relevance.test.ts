import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { popularityOfSale } from "../src/domain/popularity.ts";
import { describeOverEngines } from "./engines.ts";
import { type Answer, staff, startWorld, type World } from "./world.ts";

describeOverEngines("relevance", (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  beforeEach(() => world.empty());
  afterAll(() => world.close());

  function sell(productId: string, pieces: number) {
    const popularity = popularityOfSale(pieces, world.clock.now);
    return world.write((writer) => writer.addSales([{ productId, popularity }]));
  }

  describe("what is found first", () => {
    test("is what has the word in its title, then brand, then category, tag or option, then description", async () => {
      const ids = await world.put(
        { title: "Mug", description: "Good for camping." },
        { title: "Stove", tags: ["camping"] },
        { title: "Tent", brand: "Camping" },
        { title: "Camping chair" },
      );
      expect(await world.found("camping")).toEqual(ids.toReversed());
    });

    test("is in stock, other things being equal", async () => {
      const [gone, there] = await world.put({ title: "Blue lamp", skus: ["G"] }, { title: "Blue lamp", skus: ["T"] });
      await world.stock({ G: false, T: true });
      expect(await world.found("lamp")).toEqual([there, gone]);
      await world.stock({ G: true, T: false }, 2);
      expect(await world.found("lamp")).toEqual([gone, there]);
    });

    test("is bought more, other things being equal, and for an empty query", async () => {
      const ids = await world.put({ title: "Blue lamp" }, { title: "Blue lamp" }, { title: "Blue lamp" });
      await sell(ids[1]!, 3);
      await sell(ids[2]!, 1);
      await sell(ids[2]!, 8);
      const byPopularity = [ids[2], ids[1], ids[0]];
      expect(await world.found("lamp")).toEqual(byPopularity);
      expect(await world.found("")).toEqual(byPopularity);
      expect(await world.found("  ", { sort: "POPULARITY" })).toEqual(byPopularity);
    });

    test("was bought lately rather than a year ago", async () => {
      const [then, lately] = await world.put({ title: "Blue lamp" }, { title: "Blue lamp" });
      const yearAgo = new Date(world.clock.now.getTime() - 365 * 86_400_000);
      const old = { productId: then!, popularity: popularityOfSale(500, yearAgo) };
      await world.write((writer) => writer.addSales([old]));
      await sell(lately!, 1);
      expect(await world.found("")).toEqual([lately, then]);
    });

    test("can be sorted by price and by age instead", async () => {
      const [cheap, dear, middling] = await world.put(
        { title: "Lamp", prices: [500, 9_000], createdAt: "2026-01-02T00:00:00.000Z" },
        { title: "Lamp", prices: [8_000], createdAt: "2026-01-01T00:00:00.000Z" },
        { title: "Lamp", prices: [700], createdAt: "2026-01-03T00:00:00.000Z" },
      );
      expect(await world.found("lamp", { sort: "PRICE_ASC" })).toEqual([cheap, middling, dear]);
      expect(await world.found("lamp", { sort: "PRICE_DESC" })).toEqual([dear, middling, cheap]);
      expect(await world.found("lamp", { sort: "NEWEST" })).toEqual([middling, cheap, dear]);
    });
  });

  describe("a product is found", () => {
    test("by all words of the query, wherever each stands", async () => {
      const [both] = await world.put(
        { title: "Running shoe", brand: "Acme" },
        { title: "Running shirt" },
        { title: "Shoe" },
      );
      expect(await world.found("acme shoes")).toEqual([both]);
    });

    test("by words of the same stem", async () => {
      const [shoe] = await world.put({ title: "Shoes for a runner's running" });
      for (const query of ["shoe", "SHOES", "run", "runs"]) expect(await world.found(query)).toEqual([shoe]);
    });

    test("with accents or without", async () => {
      const [cafe, creme] = await world.put({ title: "Café press" }, { title: "Creme Straße" });
      expect(await world.found("cafe")).toEqual([cafe]);
      expect(await world.found("CAFÉ")).toEqual([cafe]);
      expect(await world.found("crème strasse")).toEqual([creme]);
    });

    test("by its whole SKU in whatever capitals, alone", async () => {
      const [mug] = await world.put({ title: "Mug", skus: ["MUG-0042.x"] }, { title: "MUG 0042 x look-alike" });
      expect(await world.found(" mug-0042.X ")).toEqual([mug]);
    });

    test("though a word is misspelt, and the answer says so", async () => {
      const [mug] = await world.put({ title: "Ceramic kettle" }, { title: "Hat" });
      for (const query of ["cermic", "keramic kettel", "ceramci"]) {
        const { edges, didYouMean } = await world.ask("Search", { query });
        expect(edges.map((edge: Answer) => edge.node.id)).toEqual([mug]);
        expect(didYouMean).toBe(query.includes(" ") ? "ceramic kettle" : "ceramic");
      }
      expect(await world.ask("Search", { query: "ceramics" })).toMatchObject({ didYouMean: null, totalCount: 1 });
    });

    test("by the beginning of a word", async () => {
      const [kettle] = await world.put({ title: "Kettle" });
      expect(await world.found("kett")).toEqual([kettle]);
    });

    test("though another word is in no product, but not by such a word alone", async () => {
      const [kettle] = await world.put({ title: "Kettle" });
      expect(await world.found("kettle zzyzx")).toEqual([kettle]);
      expect(await world.found("zzyzx")).toEqual([]);
    });

    test("by some of the words when nothing has all of them, which the answer says, and page by page", async () => {
      const [redKettle, kettle, blueKettle] = await world.put(
        { title: "Red kettle" },
        { title: "Kettle" },
        { title: "Blue kettle" },
        { title: "Wool sock" },
      );
      const search = (query: string, more = {}) => world.ask("Search", { query, ...more });
      const found = await search("red kettle sock");
      expect(found).toMatchObject({ isRelaxed: true, totalCount: 4, didYouMean: null });
      expect(found.edges[0].node.id).toBe(redKettle);
      const any = await search("blue sock", { first: 1 });
      expect(any).toMatchObject({ isRelaxed: true, totalCount: 2, pageInfo: { hasNextPage: true } });
      const rest = await search("blue sock", { first: 1, after: any.pageInfo.endCursor });
      expect(rest).toMatchObject({ isRelaxed: true, totalCount: 2, pageInfo: { hasNextPage: false } });
      expect(rest.edges[0].node.id).not.toBe(any.edges[0].node.id);
      expect((await world.found("kettle")).sort()).toEqual([redKettle, kettle, blueKettle].sort());
      expect(await search("kettle")).toMatchObject({ isRelaxed: false });
      // The words do find something, of another kind than the filter wants.
      const nowhere = { filter: { price: { max: { amount: 1, currency: "USD" } } } };
      expect(await search("red kettle", nowhere)).toMatchObject({ isRelaxed: false, totalCount: 0 });
    });

    test("by a query of words that say nothing only if it has them", async () => {
      const [the] = await world.put({ title: "The The" }, { title: "Mug" });
      expect(await world.found("the")).toEqual([the]);
      expect(await world.found("the mug")).not.toEqual([the]);
    });
  });

  describe("a synonym", () => {
    const save = (input: object) => world.ask("SaveSynonym", { input }, staff);

    test("of a group finds all its terms, in every direction", async () => {
      const ids = await world.put({ title: "Sofa" }, { title: "Couch" }, { title: "Corner seat" });
      const { synonym } = await save({ kind: "GROUP", terms: ["sofa", "Couch", "corner seat"] });
      for (const query of ["sofa", "couch", "corner seat"]) {
        expect((await world.found(query)).sort()).toEqual(ids.toSorted());
      }
      await world.ask("DeleteSynonym", { input: { id: synonym.id } }, staff);
      expect(await world.found("sofa")).toEqual([ids[0]]);
    });

    test("of one way finds its expansions, not the other way round", async () => {
      const [phone, handset] = await world.put({ title: "Phone" }, { title: "Handset" });
      const { synonym } = await save({ kind: "ONE_WAY", terms: ["mobile"], expansions: ["phone"] });
      expect(await world.found("mobile")).toEqual([phone]);
      expect(await world.found("handset")).toEqual([handset]);
      await save({ id: synonym.id, kind: "ONE_WAY", terms: ["phone"], expansions: ["handset"] });
      expect((await world.found("phone")).sort()).toEqual([phone, handset].sort());
      expect(await world.found("handset")).toEqual([handset]);
    });

    test("is refused when it makes no sense", async () => {
      expect(await save({ kind: "GROUP", terms: ["one"] })).toMatchObject({
        __typename: "InvalidInput",
        path: ["terms"],
      });
      expect(await save({ kind: "ONE_WAY", terms: ["a"] })).toMatchObject({ path: ["expansions"] });
      expect(await save({ kind: "GROUP", terms: ["a", "&|!"] })).toMatchObject({ path: ["terms", "1"] });
      expect(await save({ id: "nobody", kind: "GROUP", terms: ["a", "b"] })).toMatchObject({
        __typename: "SearchSynonymNotFound",
      });
      expect(await world.refusals("SaveSynonym", { input: { kind: "GROUP", terms: ["a", "b"] } })).toEqual([
        "FORBIDDEN",
      ]);
    });

    test("is listed page by page", async () => {
      for (const term of ["a", "b", "c"]) await save({ kind: "GROUP", terms: [term, "z"] });
      const { edges, pageInfo } = await world.ask("Synonyms", { first: 2 }, staff);
      const rest = await world.ask("Synonyms", { first: 2, after: pageInfo.endCursor }, staff);
      const terms = [...edges, ...rest.edges].map((edge: Answer) => edge.node.terms[0]);
      expect(terms).toEqual(["c", "b", "a"]);
    });
  });

  describe("an explanation", () => {
    test("says how a score is made up and a query was read", async () => {
      const [mug] = await world.put({ title: "Ceramic mug", description: "A mug.", brand: "Acme" });
      await sell(mug!, 4);
      const { score, textRelevance, stockFactor, popularityFactor, ...told } = await world.ask(
        "Explain",
        { query: "acme ceramik mugs zzyzx", productId: mug },
        staff,
      );
      expect(score).toBeCloseTo(textRelevance * stockFactor * popularityFactor, 10);
      expect(popularityFactor).toBeGreaterThan(1);
      expect(told).toMatchObject({ matched: true, isSku: false, popularity: expect.closeTo(4, 1) });
      expect(told.terms).toEqual([
        { text: "acme", reading: "LITERAL", alternatives: ["acme"], fields: ["BRAND"] },
        { text: "ceramik", reading: "CORRECTED", alternatives: ["ceramic"], fields: ["TITLE"] },
        { text: "mugs", reading: "LITERAL", alternatives: ["mugs"], fields: ["TITLE", "DESCRIPTION"] },
        { text: "zzyzx", reading: "IGNORED", alternatives: ["zzyzx"], fields: [] },
      ]);
    });

    test("is for staff, and tells also of what is not found", async () => {
      const [mug] = await world.put({ title: "Mug" }, { title: "Hat" });
      expect(await world.refusals("Explain", { query: "mug", productId: mug })).toEqual(["FORBIDDEN"]);
      expect(await world.ask("Explain", { query: "hat", productId: mug }, staff)).toMatchObject({
        matched: false,
        score: null,
      });
      expect(await world.ask("Explain", { query: "hat", productId: "none" }, staff)).toMatchObject({ matched: false });
    });
  });
});
