import type { FetchNode, PlanNode } from "@apollo/query-planner";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { compileFetch, fetchEntities, fetchRoot } from "./compileFetch.ts";
import { groupingByContext } from "./contexts.ts";
import type { DependentsOf } from "./dependents.ts";
import type { EntityKeys } from "./entityKeys.ts";
import type { Execution } from "./execution.ts";
import type { Container } from "./merge.ts";
import { compileCollect } from "./path.ts";

/** What is known while a plan is compiled. */
export interface Compilation {
  readonly supergraph: LoadedSupergraph;
  readonly keysOf: EntityKeys;
  readonly dependentsOf: DependentsOf;
  /** Whether a fetch gives everybody the same. */
  isPublic(node: FetchNode): boolean;
  /** Whether fetches may be answered by a read like them that is under way. */
  readonly mayBeShared: boolean;
  isInterface(typeName: string): boolean;
  /** The number of a fetch's text if its answers may be shared with other fetches of the operation. */
  sharedTextOf(node: FetchNode): number | undefined;
}

/** Does a part of a plan, for some objects or, when they are undefined, for the root of the data. Never rejects. */
export type Run = (execution: Execution, objects: readonly Container[] | undefined) => Promise<void> | undefined;

/** Compiles a plan's node to a function. */
export function compileSteps(node: PlanNode, compilation: Compilation): Run {
  switch (node.kind) {
    case "Fetch":
      return compileFetchNode(node, compilation);
    case "Sequence":
      return inSequence(node.nodes.map((each) => compileSteps(each, compilation)));
    case "Parallel":
      return inParallel(node.nodes.map((each) => compileSteps(each, compilation)));
    case "Flatten": {
      const path = node.path.map(String);
      if (node.node.kind === "Fetch" && node.node.contextRewrites?.length) {
        return compileContextFetch(node.node, path, compilation);
      }
      const run = compileSteps(node.node, compilation);
      const collect = compileCollect(path);
      return (execution, objects) => {
        const found = collect(objects ?? [execution.data]);
        return found.length > 0 ? run(execution, found) : undefined;
      };
    }
    case "Condition": {
      const { condition, ifClause, elseClause } = node;
      const met = ifClause && compileSteps(ifClause, compilation);
      const unmet = elseClause && compileSteps(elseClause, compilation);
      return (execution, objects) => (execution.request.variables[condition] ? met : unmet)?.(execution, objects);
    }
    case "Defer": {
      // All at once, for a client that takes no response in parts.
      const deferred = node.deferred.flatMap((each) => each.node ?? []);
      const nodes = [...(node.primary.node ? [node.primary.node] : []), ...deferred];
      return inSequence(nodes.map((each) => compileSteps(each, compilation)));
    }
  }
}

function compileFetchNode(node: FetchNode, compilation: Compilation): Run {
  const compiled = compileFetch(node, compilation);
  const run: Run = compiled.fetch.requires
    ? (execution, objects) => fetchEntities(compiled, execution, objects ?? [execution.data])
    : (execution, objects) => fetchRoot(compiled, execution, objects);
  const { id } = node;
  if (id === undefined) return run;
  return async (execution, objects) => {
    await run(execution, objects);
    execution.milestones?.reached(id);
  };
}

/** Entities with arguments from around them: one request for each different set of values. */
function compileContextFetch(node: FetchNode, path: readonly string[], compilation: Compilation): Run {
  const compiled = compileFetch(node, compilation);
  const group = groupingByContext(path, compiled.fetch.contexts, compilation.supergraph.matches);
  return async (execution, objects) => {
    const groups = group(objects ?? [execution.data]);
    await Promise.all([...groups].map(([context, entities]) => fetchEntities(compiled, execution, entities, context)));
  };
}

/** In order: a mutation's fields follow each other, and a fetch needs what those before it brought. */
function inSequence(runs: readonly Run[]): Run {
  return async (execution, objects) => {
    for (const run of runs) await run(execution, objects);
  };
}

function inParallel(runs: readonly Run[]): Run {
  return async (execution, objects) => {
    await Promise.all(runs.map((run) => run(execution, objects)));
  };
}
