import type { Database } from "@angidi/datastores";
import type { SearchEngine } from "../searchEngine.ts";
import { postgresGenerations } from "./generations.ts";
import { postgresWriter } from "./indexWriter.ts";
import { postgresSearchIndex } from "./searchIndex.ts";

/** The engine on the subgraph's own database. */
export function postgresEngine(database: Database): SearchEngine {
  return {
    index: postgresSearchIndex(database),
    writerOn: postgresWriter,
    generations: postgresGenerations(database),
    close: async () => {},
  };
}
