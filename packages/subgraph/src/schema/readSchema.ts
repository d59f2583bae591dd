import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sharedTypes } from "./sharedTypes.ts";

const federationLink = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: [
      "@authenticated", "@extends", "@external", "@inaccessible", "@interfaceObject", "@key", "@override", "@policy",
      "@provides", "@requires", "@requiresScopes", "@shareable", "@tag"
    ]
  )`;

const internalDirective = `
"The field is for the named services alone. Goes with @inaccessible, which hides it from clients."
directive @internal(services: [String!]!) on FIELD_DEFINITION`;

/**
 * A subgraph's whole SDL: every `*.graphql` below the folder in path order, the federation link, and those shared value
 * types that it mentions. Each file may say `type Query`; they are joined.
 */
export function readSchema(folder: URL): string {
  const root = fileURLToPath(folder);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".graphql"))
    .sort();
  return completeSchema(files.map((file) => readFileSync(join(root, file), "utf8")).join("\n"));
}

/** The same for SDL at hand. */
export function completeSchema(ownSdl: string): string {
  const own = ownSdl.replace(/^type (Query|Mutation|Subscription)\b/gm, "extend type $1");
  const parts = [federationLink, own];
  if (own.includes("@internal(")) parts.push(internalDirective);

  const missing = new Map(Object.entries(sharedTypes));
  // A shared type may mention another, so look again until nothing new turns up.
  for (let found = true; found; ) {
    found = false;
    const soFar = parts.join("\n");
    for (const [name, sdl] of missing) {
      if (!new RegExp(`\\b${name}\\b`).test(soFar)) continue;
      missing.delete(name);
      parts.push(sdl.trim());
      found = true;
    }
  }
  return `${parts.join("\n\n")}\n`;
}
