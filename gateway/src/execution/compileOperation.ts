// INTERIM: replaced by the engine
import type { QueryPlan } from "@apollo/query-planner";
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, getOperationAST } from "graphql";
import type { SafeKeys } from "../planning/responseKeys.ts";
import { toStep, toSubscriptionSteps } from "../planning/steps.ts";
import { introspectionOf } from "../response/introspection.ts";
import { shapesOf } from "../response/shape.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { executePlan } from "./executePlan.ts";
import type { ToldError } from "./failures.ts";
import type { OperationRequest } from "./request.ts";
import { type SubscriptionRequest, subscribePlan } from "./subscribePlan.ts";

export interface Withheld {
  field(typeName: string, fieldName: string): ToldError | undefined;
  type(typeName: string): ToldError | undefined;
}
export interface CompiledOperation {
  readonly kind: "query" | "mutation" | "subscription";
  readonly isIncremental?: boolean;
  execute(request: OperationRequest): Promise<ExecutionResult>;
  executeIncremental(request: OperationRequest): AsyncGenerator<ExecutionResult, void>;
  subscribe(request: SubscriptionRequest): AsyncGenerator<ExecutionResult, void>;
}
export function compileOperation(input: {
  supergraph: LoadedSupergraph;
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null | undefined;
  planned: SafeKeys;
  node: QueryPlan["node"];
  withheld?: Withheld;
}): CompiledOperation {
  const { supergraph, document, operationName, planned, node } = input;
  const operation = getOperationAST(planned.document, operationName)!;
  const plan = {
    supergraph,
    document,
    operation,
    step: node && node.kind !== "Subscription" ? toStep(node) : undefined,
    subscription: node?.kind === "Subscription" ? toSubscriptionSteps(node) : undefined,
    introspection: introspectionOf(document, operationName),
    shapeOf: shapesOf(supergraph.apiSchema, planned, operation),
    clientKeys: planned.clientKeys,
  };
  return {
    kind: operation.operation,
    execute: (request) => executePlan(plan as never, request),
    executeIncremental: () => {
      throw new Error("not yet");
    },
    subscribe: (request) => subscribePlan(plan as never, request),
  };
}
