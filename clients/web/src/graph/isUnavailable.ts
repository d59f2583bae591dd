import type { GraphProblem } from "./ask.ts";

/**
 * Whether this is what `ask` rejects with when the graph gave nothing, so that a page can do without that part. Anything else,
 * such as Next's way of redirecting, is to go on its way.
 */
export function isUnavailable(error: unknown): error is Error & { readonly problems: readonly GraphProblem[] } {
  return error instanceof Error && error.name === "GraphUnavailable";
}
