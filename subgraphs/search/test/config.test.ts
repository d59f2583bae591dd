import { describe, expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";
import { searchDatabaseUrl } from "../src/data/postgres/searchDatabaseUrl.ts";

const complete = { DATABASE_URL: "postgresql://localhost/angidi", SERVICE_SIGNING_KEY: "k".repeat(32) };

describe("the configuration", () => {
  test("is that of the platform unless search has its own", () => {
    expect(readConfig({ ...complete, SEARCH_DATABASE_URL: "postgresql://localhost/search" })).toEqual({
      databaseUrl: "postgresql://localhost/search",
      events: { databaseUrl: "postgresql://localhost/angidi", kafka: null },
      elasticsearch: null,
      redis: null,
      signingKey: complete.SERVICE_SIGNING_KEY,
      currency: "USD",
    });
  });

  test("names Elasticsearch, for the platform or for search alone", () => {
    const elasticsearch = (more: Record<string, string>) => readConfig({ ...complete, ...more }).elasticsearch;
    expect(elasticsearch({ ELASTICSEARCH_URL: "http://all:9200" })).toEqual({
      url: "http://all:9200",
      indexPrefix: "angidi",
    });
    expect(
      elasticsearch({
        ELASTICSEARCH_URL: "http://all:9200",
        SEARCH_ELASTICSEARCH_URL: "https://own:9200",
        ELASTICSEARCH_INDEX_PREFIX: "shop-2",
      }),
    ).toEqual({ url: "https://own:9200", indexPrefix: "shop-2" });
    const mistaken = () => elasticsearch({ ELASTICSEARCH_URL: "redis://x", ELASTICSEARCH_INDEX_PREFIX: "Shop *" });
    for (const name of ["ELASTICSEARCH_URL", "ELASTICSEARCH_INDEX_PREFIX"]) expect(mistaken).toThrow(name);
  });

  test("tells of all its mistakes together", () => {
    const mistaken = () => readConfig({ DATABASE_URL: "mysql://x", CURRENCY: "dollars" });
    for (const name of ["DATABASE_URL", "SERVICE_SIGNING_KEY", "CURRENCY"]) expect(mistaken).toThrow(name);
  });

  test("keeps the options of a database's URL", () => {
    const url = new URL(searchDatabaseUrl("postgresql://localhost/angidi?options=-c%20work_mem%3D8MB"));
    expect(url.searchParams.get("options")).toMatch(/^-c work_mem=8MB -c plan_cache_mode=/);
  });
});
