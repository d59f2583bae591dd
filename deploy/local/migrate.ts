/** `npm run migrate`: applies all migrations to the databases of DATABASE_URL and <NAME>_DATABASE_URL. */
import { live } from "./src/life.ts";
import { migrateAll } from "./src/migrations.ts";
import { loadSubgraphs } from "./src/subgraphs.ts";

await live(process.env, async () => {
  const modules = await loadSubgraphs();
  const applied = await migrateAll(modules, process.env);
  process.stdout.write(applied === 0 ? "Every schema is up to date\n" : `${applied} migrations applied\n`);
  return "done";
});
