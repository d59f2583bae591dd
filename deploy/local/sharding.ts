/**
 * `npm run --silent sharding`: prints what spreads the subgraphs' documents over the shards of MONGODB_URL and
 * <NAME>_MONGODB_URL, for an administrator's mongosh. Collections that have documents already need an index of the key before.
 * `npm run --silent sharding citus`: likewise what spreads the subgraphs' tables over a Citus cluster, for psql.
 */
import { shardingCommands } from "@angidi/datastores";
import { engineUrlOf } from "@angidi/subgraph";
import { live } from "./src/life.ts";
import { loadSubgraphs } from "./src/subgraphs.ts";

await live(process.env, async () => {
  const subgraphs = await loadSubgraphs();
  if (process.argv[2] === "citus") {
    for (const { name, distribution = [] } of subgraphs) {
      if (distribution.length === 0) continue;
      process.stdout.write(`SET search_path TO ${name};\n${distribution.join("\n")}\n`);
    }
    return "done";
  }
  for (const { name, collections = [] } of subgraphs) {
    const url = engineUrlOf(name, "MONGODB_URL", process.env);
    if (!url) continue;
    for (const command of shardingCommands({ url, name }, collections)) {
      process.stdout.write(`db.adminCommand(${JSON.stringify(command)})\n`);
    }
  }
  return "done";
});
