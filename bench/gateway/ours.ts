/** Angidi's gateway over the subgraphs of a supergraph, at the URLs that stand in it. */
import { readFileSync } from "node:fs";
import { cachedKeySet, createGateway } from "@angidi/gateway";
import { httpTransport } from "@angidi/service-client";
import { createLogger } from "@angidi/subgraph";

const supergraph = readFileSync(process.argv[2]!, "utf8");
const transports = new Map(
  [...supergraph.matchAll(/@join__graph\(name: "(\w+)", url: "([^"]+)"\)/g)].map(([, name, url]) => [
    name!,
    httpTransport({ url: url! }),
  ]),
);
const gateway = await createGateway({
  supergraph,
  transports: (name) => transports.get(name)!,
  signingKey: "a signing key for the benchmark, thirty-two characters or more",
  keySet: cachedKeySet(async () => ({ keys: [] })),
  log: createLogger("gateway", {}),
});
await gateway.listen({ port: 0, host: "127.0.0.1" });
process.once("SIGTERM", () => process.exit());
process.stdout.write(`${gateway.url}\n`);
