import { cachingOf } from "../caching/operationCaching.ts";
import type { Tag } from "../caching/tags.ts";
import type { Plugin } from "../pipeline/plugin.ts";

/**
 * Lets everybody read what a mutation wrote: once it is over, and before its answer is sent, whatever was read from the
 * subgraphs that its fields are of goes out of date, and so do the entities in its result, from whichever subgraph. Also
 * when it failed: part of it may have happened.
 */
export function mutationsInvalidate(invalidate: (tags: readonly Tag[]) => Promise<void>): Plugin {
  return {
    name: "invalidation by mutations",
    onResult({ operation }, result) {
      if (operation.kind !== "mutation") return;
      const { tags } = cachingOf(operation);
      void invalidate([...tags!.ofRoots, ...tags!.of(result.data)]);
    },
  };
}
