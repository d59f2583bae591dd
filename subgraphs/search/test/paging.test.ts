import { encodeCursor } from "@angidi/datastores";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { describeOverEngines } from "./engines.ts";
import { type Answer, startWorld, type World } from "./world.ts";

describeOverEngines("pages", (kind) => {
  let world: World;
  let ids: string[];
  beforeAll(async () => {
    world = await startWorld(kind);
    // Many with the same price, score and age: what is left to tell them apart is their id.
    ids = await world.put(
      ...Array.from({ length: 60 }, (_, index) => ({
        title: index % 3 === 0 ? "Red lamp" : "Lamp",
        prices: [1_000 + (index % 4) * 100],
        createdAt: `2026-03-0${1 + (index % 5)}T00:00:00.000Z`,
      })),
    );
  });
  afterAll(() => world.close());

  const sorts = ["RELEVANCE", "PRICE_ASC", "PRICE_DESC", "NEWEST", "POPULARITY"];

  describe("paging", () => {
    test("loses nothing and gives nothing twice, whatever the sort, the filter and the length of a page", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...sorts),
          fc.constantFrom("lamp", "red lamp", ""),
          fc.constantFrom(undefined, { price: { max: { amount: 1_200, currency: "USD" } } }),
          fc.integer({ min: 7, max: 40 }),
          async (sort, query, filter, first) => {
            const all = await world.found(query, { sort, filter, first: 100 });
            const paged: string[] = [];
            let after: string | null = null;
            do {
              const page: Answer = await world.ask("Search", { query, sort, filter, first, after });
              expect(page.totalCount).toBe(all.length);
              paged.push(...page.edges.map((edge: Answer) => edge.node.id));
              after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
            } while (after !== null);
            expect(paged).toEqual(all);
            expect(new Set(paged).size).toBe(all.length);
          },
        ),
        { numRuns: 25 },
      );
      expect((await world.found("", { first: 100 })).sort()).toEqual(ids.toSorted());
    }, 60_000);

    test("keeps its order though the clock goes on", async () => {
      const { edges, pageInfo } = await world.ask("Search", { query: "lamp", first: 30 });
      world.clock.now = new Date(world.clock.now.getTime() + 90 * 86_400_000);
      const rest = await world.ask("Search", { query: "lamp", first: 30, after: pageInfo.endCursor });
      expect(new Set([...edges, ...rest.edges].map((edge: Answer) => edge.node.id)).size).toBe(60);
    });

    test("refuses a cursor of another search, one that was changed, and one that was made up", async () => {
      const { pageInfo } = await world.ask("Search", { query: "lamp", first: 5 });
      const after = pageInfo.endCursor;
      const refused = (variables: object) => world.refusals("Search", { query: "lamp", ...variables });
      expect(await refused({ after })).toEqual([]);
      for (const variables of [
        { after, query: "red" },
        { after, sort: "PRICE_ASC" },
        { after, filter: { inStock: true } },
        { after: `${after}x` },
        { after: `${after.startsWith("x") ? "y" : "x"}${after.slice(1)}` },
        { after: "" },
        { after: encodeCursor(["guess", 1, ids[0]!, 1]) },
        { after: encodeCursor([null, null, null, null]) },
      ]) {
        expect(await refused(variables)).toEqual(["BAD_USER_INPUT"]);
      }
    });

    test("refuses pages of less than one and more than a hundred", async () => {
      for (const first of [0, -1, 101]) {
        expect(await world.refusals("Search", { query: "", first })).toEqual(["BAD_USER_INPUT"]);
      }
    });
  });

  if (kind.name === "PostgreSQL")
    describe("statements of", () => {
      const cost = async (operation: string, variables: object) =>
        (await countStatements(() => world.ask(operation, variables))).statements.map(
          ({ label }) => label.split(".")[1],
        );

      test("a search: two, with whatever filters, highlights and corrections", async () => {
        const filter = {
          inStock: false,
          price: { max: { amount: 1_200, currency: "USD" } },
          brand: ["Acme"],
          category: ["home"],
          options: [{ name: "Size", values: ["M"] }],
        };
        expect(await cost("Search", { query: "red lammp", filter: { price: filter.price } })).toEqual([
          "findings",
          "find",
        ]);
        // Nothing that the filter allows has both words: then either will do.
        expect(await cost("Search", { query: "red lammp", filter })).toEqual(["findings", "find", "find"]);
      });

      test("an empty query and suggestions: one", async () => {
        expect(await cost("Search", { query: "" })).toEqual(["find"]);
        expect(await cost("Suggest", { prefix: "red l" })).toEqual(["suggest"]);
      });
    });
});
