import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import type { GraphQLSchema } from "graphql";
import { publicSchema, readSupergraph, supergraphFile } from "../supergraph.ts";

/**
 * What breaks clients between two public schemas and is not declared. A declaration is a line of breaking-changes.md:
 * "- FIELD_REMOVED Order.note: said here why, and since when it was deprecated".
 */
export async function undeclaredBreakingChanges(
  before: GraphQLSchema,
  now: GraphQLSchema,
  declared: string,
): Promise<string[]> {
  const declarations = new Set([...declared.matchAll(/^- (\w+ \S+?):/gm)].map(([, change]) => change));
  const changes = await diff(before, now);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ type, path, message }) => ({ change: `${type} ${path}`, message }))
    .filter(({ change }) => !declarations.has(change))
    .map(
      ({ change, message }) =>
        `${message}. If it has to be, declare it in schema/breaking-changes.md: "- ${change}: why"`,
    );
}

/** The list of declared changes. */
export function readDeclarations(): string {
  return readFileSync(new URL("../breaking-changes.md", import.meta.url), "utf8");
}

/**
 * The public schema before this change: that of the branch this one goes into; on that branch itself, of the commit
 * before. Undefined where there is none, as in a first commit or a shallow clone.
 */
export function schemaBefore(): GraphQLSchema | undefined {
  const now = existsSync(supergraphFile) ? readSupergraph() : undefined;
  for (const commit of ["origin/main", "HEAD", "HEAD^"]) {
    const before = supergraphAt(commit);
    if (before !== undefined && before !== now) return publicSchema(before);
  }
  return undefined;
}

function supergraphAt(commit: string): string | undefined {
  try {
    return execFileSync("git", ["show", `${commit}:schema/supergraph.graphql`], {
      cwd: new URL("..", import.meta.url),
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}
