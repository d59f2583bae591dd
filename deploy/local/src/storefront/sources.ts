import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./folders.ts";

/** What a build of the storefront is made of, from the project's folder. */
const patterns = [
  "clients/web/src/**/*",
  "clients/web/bundling/**/*",
  "clients/web/public/**/*",
  "clients/web/*.{ts,mjs,json}",
  "schema/supergraph.graphql",
  "codegen.ts",
  "package-lock.json",
];

/** Names a state of the storefront's source: a build of the same name need not be made again. */
export function nameOfSources(): string {
  const hash = createHash("sha256");
  const files = patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[/\\](generated[/\\]|next-env\.d\.ts$)/.test(file))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 16);
}
