import type { Database } from "@angidi/datastores";
import { describeOn, testIndices } from "@angidi/testing";
import { Client } from "@elastic/elasticsearch";
import { describe } from "@jest/globals";
import { openElasticsearchEngine } from "../src/data/elasticsearch/engine.ts";
import type { IndexWriter } from "../src/data/indexWriter.ts";
import { postgresEngine } from "../src/data/postgres/engine.ts";
import type { SearchEngine } from "../src/data/searchEngine.ts";

/** Which engine a suite runs over. */
export interface EngineKind {
  readonly name: "PostgreSQL" | "Elasticsearch";
  /** What a subgraph's configuration needs to use it, with a place of its own there. */
  place(): Record<string, string>;
  /** Opens the engine at such a place. */
  open(database: Database, place: Record<string, string>): Promise<EngineUnderTest>;
}

export interface EngineUnderTest extends SearchEngine {
  /** Resolves once searches see what was written. */
  write(change: (writer: IndexWriter) => Promise<void>): Promise<void>;
  /** Products and all that is around them are gone, synonyms and searched queries too. */
  empty(): Promise<void>;
  /** Loses what it holds beside the subgraph's database, as by an accident. */
  lose?(): Promise<void>;
  /** Closes it and removes its place. */
  remove(): Promise<void>;
}

const tables = `documents, document_texts, indexed_documents, facet_totals, stock, popularity, ratings, vocabulary,
  synonyms, searched_queries`;

export const postgresKind: EngineKind = {
  name: "PostgreSQL",
  place: () => ({}),
  async open(database) {
    const engine = postgresEngine(database);
    return {
      ...engine,
      write: (change) => database.transaction((transaction) => change(engine.writerOn(transaction))),
      async empty() {
        await database.query("test.empty", `TRUNCATE ${tables}`);
      },
      remove: engine.close,
    };
  },
};

export function elasticsearchKind(url: string): EngineKind {
  return {
    name: "Elasticsearch",
    place: () => testIndices(url).environment,
    async open(database, place) {
      const indexPrefix = place.ELASTICSEARCH_INDEX_PREFIX!;
      const engine = openElasticsearchEngine(database, { url: place.ELASTICSEARCH_URL!, indexPrefix });
      const client = new Client({ node: url, requestTimeout: 30_000 });
      const index = `${indexPrefix}-products-*`;
      const removeIndices = async () => {
        const made = await client.indices.get({ index: `${indexPrefix}-*` });
        for (const name of Object.keys(made)) await client.indices.delete({ index: name });
      };
      await engine.generations.prepare();
      return {
        ...engine,
        async write(change) {
          await database.transaction((transaction) => change(engine.writerOn(transaction)));
          await client.indices.refresh({ index });
        },
        async empty() {
          await database.query("test.empty", `TRUNCATE ${tables}`);
          await client.indices.refresh({ index }); // or what was written last would stay
          await client.deleteByQuery({ index, query: { match_all: {} }, refresh: true, conflicts: "proceed" });
        },
        lose: removeIndices,
        async remove() {
          await engine.close();
          await removeIndices();
          await client.close();
        },
      };
    },
  };
}

/** A suite over each engine: always over PostgreSQL, over Elasticsearch where there is one. */
export function describeOverEngines(title: string, suite: (kind: EngineKind) => void): void {
  describe(`${title} on PostgreSQL`, () => suite(postgresKind));
  describeOn("ELASTICSEARCH_URL", `${title} on Elasticsearch`, (url) => suite(elasticsearchKind(url)));
}
