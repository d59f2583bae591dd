import type { Database } from "@angidi/datastores";
import { postgresGenerations } from "../postgres/generations.ts";
import { searchedQueries } from "../postgres/queryLog.ts";
import { synonymsOf } from "../postgres/synonyms.ts";
import type { SearchEngine } from "../searchEngine.ts";
import { type ElasticsearchSettings, openClient } from "./client.ts";
import { elasticsearchGenerations } from "./generations.ts";
import { elasticsearchWriter } from "./indexWriter.ts";
import { productIndices } from "./indices.ts";
import { elasticsearchIndex } from "./searchIndex.ts";

/**
 * The engine on Elasticsearch. It is not asked for anything here, so it may be away; what needs it says so then.
 * Synonyms, searched queries and what documents are made of stay in the subgraph's database (docs/decisions/0020).
 */
export function openElasticsearchEngine(database: Database, settings: ElasticsearchSettings): SearchEngine {
  const client = openClient(settings);
  const indices = productIndices(client, settings.indexPrefix);
  const generations = elasticsearchGenerations(database, postgresGenerations(database), indices);
  return {
    index: elasticsearchIndex(client, indices.alias, {
      synonymsOf: (phrases) => synonymsOf(database, phrases),
      searchedQueries: (beginning, limit) => searchedQueries(database, beginning, limit),
    }),
    writerOn: (transaction) => elasticsearchWriter(transaction, client, indices, generations.ensure),
    generations,
    close: () => client.close(),
  };
}
