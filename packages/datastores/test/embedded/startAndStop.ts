import { openDatabase, startEmbeddedPostgres } from "@angidi/datastores";

// Starts a cluster, says as which role it was used, and stops it.
const postgres = await startEmbeddedPostgres({ folder: process.argv[2]! });
await postgres.provision({ schemas: [{ name: "shop" }] });
const database = openDatabase({ url: postgres.url("shop"), schema: "shop" });
const [row] = await database.query<{ role: string }>("test.role", "SELECT current_user AS role");
await database.close();
await postgres.stop();
console.log(row?.role);
