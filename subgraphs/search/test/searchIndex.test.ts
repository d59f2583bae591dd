import { openDatabase } from "@angidi/datastores";
import { testDatabase } from "@angidi/testing";
import { postgresWriter } from "../src/data/postgres/indexWriter.ts";
import { searchDatabaseUrl } from "../src/data/postgres/searchDatabaseUrl.ts";
import { postgresSearchIndex } from "../src/data/postgres/searchIndex.ts";
import { migrations, name } from "../src/subgraph.ts";
import { searchIndexContract } from "./searchIndexContract.ts";

searchIndexContract("PostgreSQL", async () => {
  const made = await testDatabase({ name, migrations });
  const database = openDatabase({ url: searchDatabaseUrl(made.url), schema: name });
  return {
    index: postgresSearchIndex(database),
    write: (change) => database.transaction((transaction) => change(postgresWriter(transaction))),
    async empty() {
      await database.query(
        "test.emptyIndex",
        "TRUNCATE documents, document_texts, facet_totals, stock, popularity, vocabulary",
      );
    },
    async close() {
      await database.close();
      await made.drop();
    },
  };
});
