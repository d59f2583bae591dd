/** `npm run compose`: writes schema/supergraph.graphql from the subgraphs' own SDL. */
import { writeFileSync } from "node:fs";
import { composedNow } from "./composition.ts";
import { supergraphFile } from "./supergraph.ts";

try {
  writeFileSync(supergraphFile, await composedNow());
  process.stdout.write("schema/supergraph.graphql is up to date\n");
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
