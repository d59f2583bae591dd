import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheControlDirective, internalDirective } from "./sharedDirectives.ts";
import { sharedTypes } from "./sharedTypes.ts";

const federationLink = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: [
      "@authenticated", "@composeDirective", "@cost", "@extends", "@external", "@inaccessible", "@interfaceObject",
      "@key", "@listSize", "@override", "@policy", "@provides", "@requires", "@requiresScopes", "@shareable", "@tag"
    ]
  )`;

/**
 * A subgraph's whole SDL: every `*.graphql` below the folder in path order, the federation link, and those shared value
 * types and directives that it mentions. Each file may say `type Query`; they are joined.
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
  // Looked for last: shared types carry directives too.
  const soFar = parts.join("\n");
  if (soFar.includes("@internal(")) parts.push(internalDirective);
  if (soFar.includes("@cacheControl(")) parts.push(cacheControlDirective);
  return `${parts.join("\n\n")}\n`;
}
