import { openDatabase, startEmbeddedPostgres } from "@angidi/datastores";

// Starts a cluster, commits something, says where, and stays until it is killed.
const postgres = await startEmbeddedPostgres({ folder: process.argv[2]! });
await postgres.provision({ schemas: [{ name: "shop" }] });
const database = openDatabase({ url: postgres.url("shop"), schema: "shop" });
await database.query("test.keep", "CREATE TABLE kept AS SELECT 1 AS one");
console.log(postgres.url("shop"));
setInterval(() => {}, 60_000);
