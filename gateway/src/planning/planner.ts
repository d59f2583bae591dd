import { operationFromDocument } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from "graphql";
import { BoundedCache } from "../boundedCache.ts";
import { type CompiledOperation, compileOperation } from "../execution/compileOperation.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { withSafeKeys } from "./responseKeys.ts";

/** An operation with everything about it that does not depend on its variables. */
export interface PlannedOperation {
  readonly operation: OperationDefinitionNode;
  readonly compiled: CompiledOperation;
}

/** An operation as it is handed to the planner: validated, and known by the hash of its text. */
export interface OperationToPlan {
  readonly document: DocumentNode;
  readonly documentHash: string;
  readonly operationName: string | null | undefined;
}

export type Planner = (operation: OperationToPlan) => PlannedOperation;

/** Plans operations against a supergraph and remembers the plans of those asked for last. */
export function createPlanner(supergraph: LoadedSupergraph, options: { readonly capacity: number }): Planner {
  const planner = new QueryPlanner(supergraph.supergraph);
  const plans = new BoundedCache<PlannedOperation>(options.capacity);
  return (toPlan) =>
    plans.getOrMake(`${toPlan.documentHash}:${toPlan.operationName ?? ""}`, () => plan(planner, supergraph, toPlan));
}

function plan(
  planner: QueryPlanner,
  supergraph: LoadedSupergraph,
  { document, operationName }: OperationToPlan,
): PlannedOperation {
  const safe = withSafeKeys(document, supergraph);
  const operation = getOperationAST(safe.document, operationName);
  if (!operation) throw new Error("A document was planned without an operation chosen");

  const { node } = planner.buildQueryPlan(
    operationFromDocument(supergraph.supergraph.apiSchema(), safe.document, {
      operationName: operationName ?? undefined,
      validate: false,
    }),
  );
  const { apiSchema: schema } = supergraph;
  return {
    operation,
    compiled: compileOperation({ supergraph, schema, document, operationName, planned: safe, node }),
  };
}
