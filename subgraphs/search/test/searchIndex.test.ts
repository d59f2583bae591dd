import { openDatabase } from "@angidi/datastores";
import { testDatabase } from "@angidi/testing";
import { searchDatabaseUrl } from "../src/data/postgres/searchDatabaseUrl.ts";
import { migrations, name } from "../src/subgraph.ts";
import { describeOverEngines } from "./engines.ts";
import { searchIndexContract } from "./searchIndexContract.ts";

describeOverEngines("a search index", (kind) =>
  searchIndexContract(async () => {
    const made = await testDatabase({ name, migrations });
    const database = openDatabase({ url: searchDatabaseUrl(made.url), schema: name });
    const engine = await kind.open(database, kind.place());
    return {
      ...engine,
      async remove() {
        await engine.remove();
        await database.close();
        await made.drop();
      },
    };
  }),
);
