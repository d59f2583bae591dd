import type { Transaction } from "@angidi/datastores";
import type { Generations } from "./generations.ts";
import type { IndexWriter } from "./indexWriter.ts";
import type { SearchIndex } from "./searchIndex.ts";

/** What holds the index. Each kind passes test/searchIndexContract.ts. */
export interface SearchEngine {
  readonly index: SearchIndex;
  /** Writes with a transaction of the subgraph's database, in which the effect of events is recorded too. */
  readonly writerOn: (transaction: Transaction) => IndexWriter;
  readonly generations: Generations;
  close(): Promise<void>;
}
