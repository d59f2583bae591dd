/**
 * `npm run check:schema`: says what is wrong with the published schema, and what mends it. With `-- --usage FILE`, a
 * gateway's record of usage (or several), also which clients a change would hurt.
 */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { missingAnnotations, untaggedStaffTypes } from "./checks/annotations.ts";
import { readDeclarations, schemaBefore, undeclaredBreakingChanges } from "./checks/breakingChanges.ts";
import { brokenConventions } from "./checks/conventions.ts";
import { missingDescriptions } from "./checks/descriptions.ts";
import { invalidOperations } from "./checks/operations.ts";
import { staleTrustedDocuments } from "./checks/trustedDocuments.ts";
import { hurtClients } from "./checks/usage.ts";
import { composedNow } from "./composition.ts";
import { publicSchema, readSupergraph, supergraphFile } from "./supergraph.ts";
import { variantSchemas } from "./variants.ts";

const { usage } = parseArgs({ options: { usage: { type: "string", multiple: true, default: [] } } }).values;
const findings = await check();
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.stdout.write(findings.length === 0 ? "The schema is in order\n" : `${findings.length} findings\n`);
process.exitCode = findings.length === 0 ? 0 : 1;

async function check(): Promise<string[]> {
  let composed: string;
  let schemas: Awaited<ReturnType<typeof variantSchemas>>;
  try {
    composed = await composedNow();
    schemas = await variantSchemas(composed);
  } catch (error) {
    return [(error as Error).message];
  }
  const now = publicSchema(composed);
  const before = schemaBefore();
  const published = existsSync(supergraphFile) ? readSupergraph() : undefined;
  return [
    ...(composed === published
      ? []
      : ["schema/supergraph.graphql is not what the subgraphs make: run `npm run compose`"]),
    ...missingDescriptions(now),
    ...brokenConventions(now),
    ...missingAnnotations(composed, now),
    ...untaggedStaffTypes(composed, { everybody: schemas.shopper, staff: now }),
    ...invalidOperations(schemas),
    ...staleTrustedDocuments(schemas.shopper),
    ...(before ? await undeclaredBreakingChanges(before, now, readDeclarations()) : []),
    ...(before ? await hurtClients(before, now, usage) : []),
  ];
}
