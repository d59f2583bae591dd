import type { EndUser, SubgraphTransport } from "@angidi/subgraph";
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type VariableDefinitionNode,
} from "graphql";
import type { Logger } from "pino";
import type { OperationRequest } from "./execution/request.ts";
import { createPlanner, type PlannedOperation } from "./planning/planner.ts";
import { withDeadline } from "./plugins/deadline.ts";
import { subgraphHeaders } from "./plugins/requestHeaders.ts";
import type { Variables } from "./response/shape.ts";
import type { LoadedSupergraph } from "./supergraph/load.ts";

/** An operation as a client sent it, parsed and validated. */
export interface ClientOperation {
  readonly document: DocumentNode;
  /** Of the document's text. */
  readonly documentHash: string;
  readonly operationName: string | null | undefined;
  readonly variables: Variables | null | undefined;
}

/** Who sent it, and how. */
export interface Client {
  readonly caller: EndUser;
  readonly requestId: string;
  readonly incoming: Readonly<Record<string, string | string[] | undefined>>;
  /** Aborted when nobody waits for an answer any more. */
  readonly gone?: AbortSignal;
}

/** The supergraph as it is served: what every protocol that clients speak comes down to. */
export interface Graph {
  readonly sdl: string;
  readonly apiSchema: GraphQLSchema;
  execute(operation: ClientOperation, client: Client): Promise<ExecutionResult>;
  /** A stream of events, or a result with errors alone when the subscription is refused. */
  subscribe(operation: ClientOperation, client: Client): AsyncGenerator<ExecutionResult> | ExecutionResult;
}

export interface GraphParts {
  readonly supergraph: LoadedSupergraph;
  readonly transports: (name: string) => SubgraphTransport;
  readonly signingKey: string;
  readonly deadlineMilliseconds: number;
  /** How many plans are kept. */
  readonly plans: number;
  readonly log: Logger;
}

export function createGraph(parts: GraphParts): Graph {
  const { supergraph, transports, signingKey, deadlineMilliseconds } = parts;
  const planner = createPlanner(supergraph, { capacity: parts.plans });

  /** The plan and the variables, or the result that says what is wrong with them. */
  function prepare(
    operation: ClientOperation,
    log: Logger,
  ): { readonly plan: PlannedOperation; readonly variables: Variables } | { readonly refusal: ExecutionResult } {
    let plan: PlannedOperation;
    try {
      plan = planner(operation);
    } catch (error) {
      log.error({ err: error, operation: operation.operationName }, "An operation cannot be planned");
      return {
        refusal: { errors: [refusal("This operation cannot be planned", "INTERNAL_SERVER_ERROR")], data: null },
      };
    }
    const { coerced, errors } = coerce(
      supergraph.apiSchema,
      plan.operation.variableDefinitions ?? [],
      operation.variables ?? {},
    );
    return errors ? { refusal: { errors } } : { plan, variables: coerced };
  }

  const headersOf = (client: Client) => {
    const headers = subgraphHeaders(client, signingKey);
    return () => headers;
  };

  const requestOf = (client: Client, variables: Variables, signal: AbortSignal, log: Logger): OperationRequest => ({
    variables,
    headers: headersOf(client),
    signal,
    transports,
    log,
  });

  return {
    sdl: supergraph.sdl,
    apiSchema: supergraph.apiSchema,

    async execute(operation, client) {
      const log = parts.log.child({ requestId: client.requestId });
      const prepared = prepare(operation, log);
      if ("refusal" in prepared) return prepared.refusal;
      const { plan, variables } = prepared;
      if (plan.operation.operation === "subscription") {
        return { errors: [refusal("Subscriptions are served over WebSocket, at this same path", "BAD_REQUEST")] };
      }
      // A mutation goes on when its sender hangs up: half of it may have happened already.
      const ends = client.gone && plan.operation.operation === "query" ? [client.gone] : [];
      return withDeadline(deadlineMilliseconds, ends, (signal) =>
        plan.compiled.execute(requestOf(client, variables, signal, log)),
      );
    },

    subscribe(operation, client) {
      const log = parts.log.child({ requestId: client.requestId });
      const prepared = prepare(operation, log);
      if ("refusal" in prepared) return prepared.refusal;
      const { plan, variables } = prepared;
      const gone = client.gone ?? new AbortController().signal;
      return plan.compiled.subscribe({
        ...requestOf(client, variables, gone, log),
        perEvent: (work) =>
          withDeadline(deadlineMilliseconds, [gone], (signal) => work(requestOf(client, variables, signal, log))),
      });
    },
  };
}

function refusal(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** A value is quoted in the error about it, and it may be long. */
const longestMessage = 500;

function coerce(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  given: Variables,
):
  | { readonly coerced: Variables; readonly errors?: undefined }
  | { readonly coerced?: undefined; readonly errors: readonly GraphQLError[] } {
  const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors: 10 });
  if (!errors) return { coerced };
  return {
    errors: errors.map(({ message, nodes }) => {
      const told = message.replace(/ ?Did you mean .+\?$/, "");
      return new GraphQLError(told.length > longestMessage ? `${told.slice(0, longestMessage)}…` : told, {
        nodes,
        extensions: { code: "BAD_USER_INPUT" },
      });
    }),
  };
}
