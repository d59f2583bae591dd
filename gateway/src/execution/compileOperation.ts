import type { PlanNode, QueryPlan, SubscriptionNode } from "@apollo/query-planner";
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isInterfaceType,
} from "graphql";
import { publicFetchesOf } from "../caching/publicFetch.ts";
import { withValues } from "../planning/internalVariables.ts";
import { type SafeKeys, sourceKeys } from "../planning/responseKeys.ts";
import { introspectionOf } from "../response/introspection.ts";
import { shapesOf } from "../response/shape.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { compileFetch } from "./compileFetch.ts";
import { type Compilation, compileSteps, type Run } from "./compileSteps.ts";
import { dependentsIn } from "./dependents.ts";
import { entityKeysOf } from "./entityKeys.ts";
import { Execution } from "./execution.ts";
import { compileIncremental, type IncrementalResult } from "./incremental.ts";
import { type Container, mergeInto } from "./merge.ts";
import type { Withheld } from "./project.ts";
import type { OperationRequest, SubscriptionRequest } from "./request.ts";
import { respondBy } from "./respond.ts";
import { sharedTexts } from "./sharedTexts.ts";
import { compileSubscription } from "./subscription.ts";

/** An operation with its plan. */
export interface PlannedOperation {
  readonly supergraph: LoadedSupergraph;
  /** What this client sees. */
  readonly schema: GraphQLSchema;
  /** The client's document, whole. */
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  /** The document that was planned: the client's without what is withheld, with safe keys. */
  readonly planned: SafeKeys;
  readonly node: QueryPlan["node"];
  readonly withheld?: Withheld;
}

/** An operation ready to be executed, any number of times. */
export interface CompiledOperation {
  readonly kind: "query" | "mutation" | "subscription";
  /** Whether the plan defers something, so that the result may come in parts. */
  readonly isIncremental: boolean;
  /** The result of a query or mutation. Never rejects: whatever fails is among its errors. */
  execute(request: OperationRequest): Promise<ExecutionResult>;
  /** The result in parts: first what is not deferred, then the rest as it comes. One part if nothing is deferred. */
  executeIncremental(request: OperationRequest): AsyncGenerator<IncrementalResult, void, void>;
  /**
   * The events of a subscription in order, each completed from the other subgraphs; the next is taken only when the one
   * before has been. Ends with the subgraph's stream, the reader's `return` or the request's signal; a stream that
   * breaks throws.
   */
  subscribe(request: SubscriptionRequest): AsyncGenerator<ExecutionResult>;
}

/** Compiles a planned operation. Throws when its document has no such operation or its plan cannot be executed. */
export function compileOperation(input: PlannedOperation): CompiledOperation {
  const { supergraph, schema, document, operationName, planned, node, withheld } = input;
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error("A document was planned without an operation chosen");

  const shapes = shapesOf({ schema, document, operation, sourceOf: sourceKeys(planned, supergraph) });
  const rootType = schema.getRootType(operation.operation)!;
  const { clientKeys, hiddenKey } = planned;
  const common = { schema, rootType, clientKeys, hiddenKey, withheld };
  const write = respondBy(shapes, common);
  const introspection = introspectionOf(document, operationName);
  const compilation = compilationOf(input);

  /** Runs a part of the plan on data that may hold something already, and writes the response. */
  async function finish(execution: Execution, run: Run | undefined): Promise<ExecutionResult> {
    try {
      await run?.(execution, undefined);
      return write(execution.data, execution.failures, execution.request.variables);
    } catch (error) {
      execution.request.log.error({ err: error, operation: operationName }, "An operation failed in the gateway");
      return { errors: [broken()], data: null };
    } finally {
      execution.close();
    }
  }

  const run = isPlan(node) ? compileSteps(node, compilation) : undefined;
  const stream = node?.kind === "Subscription" ? compileStream(node) : undefined;

  // Introspection is answered at once, so what stands beside it comes with it. The planner says what is told when, and
  // it knows nothing of what is withheld, so that is told at once too.
  const isWhole = !introspection && !withheld;
  const isDeferring = operation.operation === "query" && isPlan(node) && hasDefer(node) && isWhole;
  const incremental = isDeferring ? compileIncremental(node, compilation, common, shapes) : undefined;

  function compileStream({ primary, rest }: SubscriptionNode) {
    const completion = rest && compileSteps(rest, compilation);
    return compileSubscription(compileFetch(primary, compilation), (execution) => finish(execution, completion));
  }

  async function execute(request: OperationRequest): Promise<ExecutionResult> {
    const execution = new Execution(request);
    if (introspection) {
      const { data, errors } = introspection(schema, request.variables);
      if (errors) return { errors, data: null };
      mergeInto(execution.data, data as Container, false);
      execution.isUntouched = false;
    }
    return finish(execution, run);
  }

  const withVariables = <Request extends OperationRequest>(request: Request): Request =>
    planned.variables.length === 0
      ? request
      : { ...request, variables: withValues(request.variables, planned.variables) };

  return {
    kind: operation.operation,
    isIncremental: isDeferring,
    execute: (request) => execute(withVariables(request)),

    async *executeIncremental(request) {
      if (incremental) yield* incremental(withVariables(request));
      else yield { ...(await execute(withVariables(request))), hasNext: false };
    },

    subscribe(request) {
      if (!stream) throw new Error("Only a subscription can be subscribed to");
      const perEvent: SubscriptionRequest["perEvent"] = (work) =>
        request.perEvent((event) => work(withVariables(event)));
      return stream({ ...withVariables(request), perEvent });
    },
  };
}

function isPlan(node: QueryPlan["node"]): node is PlanNode {
  return node !== undefined && node.kind !== "Subscription";
}

function compilationOf({ supergraph, schema, node }: PlannedOperation): Compilation {
  return {
    supergraph,
    keysOf: entityKeysOf(supergraph),
    dependentsOf: dependentsIn(supergraph),
    // What follows a mutation must see what it has written, so it joins no read that began before.
    isPublic: writesNothing(node) ? publicFetchesOf(supergraph) : () => false,
    mayBeShared: writesNothing(node),
    isInterface: (typeName) => isInterfaceType(schema.getType(typeName)),
    // Between the fields of a mutation entities change, so that nothing is known twice.
    sharedTextOf: isPlan(node) && isQuery(node) ? sharedTexts(node) : () => undefined,
  };
}

/** Whether a plan writes nothing; what completes an event of a subscription is told apart by the event. */
function writesNothing(node: QueryPlan["node"]): boolean {
  return node?.kind === "Subscription" || isQuery(node);
}

/** Whether a plan defers something; the planner puts that at its top, below conditions. */
function hasDefer(node: PlanNode | undefined): boolean {
  return node?.kind === "Condition" ? hasDefer(node.ifClause) || hasDefer(node.elseClause) : node?.kind === "Defer";
}

/** Whether a plan asks subgraphs questions only. */
function isQuery(node: PlanNode | undefined): boolean {
  switch (node?.kind) {
    case "Fetch":
      return node.operationKind === "query";
    case "Sequence":
    case "Parallel":
      return node.nodes.every(isQuery);
    case "Flatten":
      return isQuery(node.node);
    case "Condition":
      return isQuery(node.ifClause) && isQuery(node.elseClause);
    case "Defer":
      return isQuery(node.primary.node) && node.deferred.every((each) => isQuery(each.node));
    case undefined:
      return true;
  }
}

function broken(): GraphQLError {
  return new GraphQLError("Something went wrong on our side", { extensions: { code: "INTERNAL_SERVER_ERROR" } });
}
