import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { describeOverEngines } from "./engines.ts";
import { type Answer, startWorld, type World } from "./world.ts";

describeOverEngines("what is asked", (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    await world.put(
      { title: "Salt & <b>Pepper</b> mill", description: "<p>Grinds <i>pepper</i> &lt;script&gt; fine.</p>" },
      { title: "Mug's 'best'", brand: 'Señor "Q"' },
    );
  });
  afterAll(() => world.close());

  describe("a query", () => {
    test("may hold operators of the engine, which mean nothing", async () => {
      for (const query of [
        "a & | ! :*",
        "mill:*",
        "!mill",
        "'mill' | mug",
        "mill <-> & (",
        "\\",
        "%",
        "mill\\'",
        "--",
        "mill'",
      ]) {
        expect(await world.refusals("Search", { query })).toEqual([]);
      }
      expect(await world.found("!mill")).toHaveLength(1);
      expect(await world.found("%")).toEqual([]);
      expect(await world.found("& | !")).toEqual([]);
    });

    test("may hold emoji and other scripts", async () => {
      for (const query of ["🦄", "🦄 mug", "茶碗", "كوب", "mug\u0301"]) {
        expect(await world.refusals("Search", { query })).toEqual([]);
      }
      expect(await world.found("🦄")).toEqual([]);
      expect(await world.found("🦄 mug")).toHaveLength(1);
    });

    test("may be long, not endless", async () => {
      expect(await world.refusals("Search", { query: "mug ".repeat(250) })).toEqual([]);
      expect(await world.refusals("Search", { query: "x".repeat(1_000) })).toEqual([]);
      expect(await world.refusals("Search", { query: "x".repeat(1_001) })).toEqual(["BAD_USER_INPUT"]);
      expect(await world.refusals("Search", { query: "a\u0000b" })).toEqual(["BAD_USER_INPUT"]);
    });

    test("of any text at all is answered, and so are its suggestions", async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 40 }), async (text) => {
          const query = text.replaceAll("\u0000", "");
          expect(await world.refusals("Search", { query })).toEqual([]);
          expect(await world.refusals("Suggest", { prefix: query })).toEqual([]);
        }),
        { numRuns: 60 },
      );
    });
  });

  describe("a filter", () => {
    test("in another currency, or of too much, is refused", async () => {
      for (const filter of [
        { price: { min: { amount: 1, currency: "EUR" } } },
        { brand: Array.from({ length: 101 }, (_, index) => `${index}`) },
        { options: Array.from({ length: 11 }, (_, index) => ({ name: `${index}`, values: [] })) },
        {
          options: [
            { name: "Size", values: ["S"] },
            { name: "size", values: ["M"] },
          ],
        },
      ]) {
        expect(await world.refusals("Search", { query: "", filter })).toEqual(["BAD_USER_INPUT"]);
      }
    });

    test("of nothing that there is finds nothing", async () => {
      for (const filter of [{ brand: [] }, { category: ["x'y"] }, { options: [{ name: "\\", values: ["%"] }] }]) {
        expect(await world.found("", { filter })).toEqual([]);
      }
    });
  });

  describe("highlights", () => {
    const highlights = async (query: string) => (await world.ask("Search", { query })).edges[0].highlights;

    test("mark the words, of the same stem and with accents too, and escape everything else", async () => {
      expect(await highlights("peppers")).toEqual([
        { field: "TITLE", fragment: "Salt &amp; &lt;b&gt;<mark>Pepper</mark>&lt;/b&gt; mill" },
        { field: "DESCRIPTION", fragment: "Grinds <mark>pepper</mark> &lt;script&gt; fine." },
      ]);
      expect(await highlights("senor")).toEqual([{ field: "BRAND", fragment: "<mark>Señor</mark> &quot;Q&quot;" }]);
      expect(await highlights("mug")).toEqual([{ field: "TITLE", fragment: "<mark>Mug&#39;s</mark> &#39;best&#39;" }]);
    });

    test("are none for an empty query", async () => {
      const { edges } = await world.ask("Search", { query: "" });
      expect(edges.flatMap((edge: Answer) => edge.highlights)).toEqual([]);
    });
  });
});
