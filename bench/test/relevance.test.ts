import { randomBytes } from "node:crypto";
import { eventLogMigrations, eventLogSchema } from "@angidi/events";
import { describeOn, testDatabase } from "@angidi/testing";
import { afterAll, describe, expect, test } from "@jest/globals";
import { modules, openDemoShop } from "../relevance/demoShop.ts";
import { ndcg, readRelevanceSet } from "../relevance/judgements.ts";
import { measureRelevance } from "../relevance/measure.ts";
import { type EngineName, mostLost, readReference } from "../relevance/reference.ts";
import { removeIndices } from "../relevance/removeIndices.ts";

const patience = 120_000;
const set = readRelevanceSet();

/** What search finds in the demo store may become better, and hardly worse: then `npm run bench:relevance` says where. */
function staysAsGood(name: EngineName, engine: Readonly<Record<string, string>>): void {
  test(
    `NDCG@10 is at most ${mostLost} below what it was`,
    async () => {
      const [first, ...others] = [...modules, { name: eventLogSchema, migrations: [eventLogMigrations] }];
      const database = await testDatabase(first!, ...others);
      try {
        const shop = await openDemoShop({ ...database.environment, ...engine }, set.synonyms);
        try {
          const measured = await measureRelevance(shop, set.queries);
          expect(measured.ndcg).toBeGreaterThanOrEqual(readReference()[name].ndcg - mostLost);
        } finally {
          await shop.close();
        }
      } finally {
        await database.drop();
      }
    },
    patience,
  );
}

describe("what search finds on PostgreSQL", () => staysAsGood("PostgreSQL", {}));

describeOn("ELASTICSEARCH_URL", "what search finds on Elasticsearch", (url) => {
  const prefix = `test-${randomBytes(6).toString("hex")}`;
  staysAsGood("Elasticsearch", { ELASTICSEARCH_URL: url, ELASTICSEARCH_INDEX_PREFIX: prefix });
  afterAll(() => removeIndices(url, prefix));
});

describe("the relevance set", () => {
  test("has queries of every kind, each once, and grades a product once for a query", () => {
    expect(set.queries.length).toBeGreaterThanOrEqual(60);
    expect(new Set(set.queries.map(({ query }) => query)).size).toBe(set.queries.length);
    for (const { grades } of set.queries) {
      const slugs = Object.values(grades).flat();
      expect(new Set(slugs).size).toBe(slugs.length);
      expect(Object.keys(grades).every((grade) => ["1", "2", "3"].includes(grade))).toBe(true);
    }
  });

  test("is judged by NDCG: 1 for the best order, less for what stands lower, 0 for nothing good", () => {
    const grades = { 3: ["a"], 1: ["b"] };
    expect(ndcg({ grades }, ["a", "b", "c"])).toBe(1);
    // (1 / log2 2 + 7 / log2 3) / (7 / log2 2 + 1 / log2 3)
    expect(ndcg({ grades }, ["b", "a"])).toBeCloseTo((1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3)), 12);
    expect(ndcg({ grades }, ["c"])).toBe(0);
    expect(ndcg({ grades }, [...Array.from({ length: 10 }, () => "c"), "a"])).toBe(0);
  });
});
