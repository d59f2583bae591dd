/**
 * Hive Gateway with its router runtime, at its defaults: identical requests to a subgraph that are under way at the same
 * time are sent once.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";

const gateway = createGatewayRuntime({ supergraph: readFileSync(process.argv[2], "utf8"), unifiedGraphHandler });
const server = createServer(gateway);
process.once("SIGTERM", () => process.exit());
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}/graphql\n`);
});
