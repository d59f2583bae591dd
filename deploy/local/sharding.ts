/**
 * `npm run --silent sharding`: prints what spreads the subgraphs' documents over the shards of MONGODB_URL and
 * <NAME>_MONGODB_URL, for an administrator's mongosh. Collections that have documents already need an index of the key before.
 */
import { shardingCommands } from "@angidi/datastores";
import { engineUrlOf } from "@angidi/subgraph";
import { live } from "./src/life.ts";
import { loadSubgraphs } from "./src/subgraphs.ts";

await live(process.env, async () => {
  for (const { name, collections = [] } of await loadSubgraphs()) {
    const url = engineUrlOf(name, "MONGODB_URL", process.env);
    if (!url) continue;
    for (const command of shardingCommands({ url, name }, collections)) {
      process.stdout.write(`db.adminCommand(${JSON.stringify(command)})\n`);
    }
  }
  return "done";
});
