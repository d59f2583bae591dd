import { createHash } from "node:crypto";
import {
  anonymous,
  defineSubgraph,
  type EndUser,
  type Subgraph,
  type SubgraphParts,
  type SubgraphRequest,
  type SubgraphTransport,
} from "@angidi/subgraph";
import { type ExecutionResult, parse } from "graphql";
import { pino } from "pino";
import { type Client, createGraph, type Graph } from "../../src/graph.ts";
import { defaultLimits } from "../../src/plugins/limits.ts";
import { documentReader } from "../../src/server/documents.ts";
import { composeSupergraph } from "../../src/supergraph/compose.ts";
import { loadSupergraph } from "../../src/supergraph/load.ts";

export const signingKey = "a signing key for tests, thirty-two characters or more";
export const silent = pino({ level: "silent" });

/** A small subgraph made up for a test. */
export function subgraph(
  name: string,
  sdl: string,
  parts: Partial<SubgraphParts<object, object>> & Pick<SubgraphParts<object, object>, "resolvers">,
): Subgraph {
  return defineSubgraph({ name, schemaFolder: { sdl }, ports: {}, signingKey, ...parts });
}

export function supergraphOf(subgraphs: readonly Subgraph[]): string {
  return composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl })));
}

/** A call that a subgraph got. */
export interface Call {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface World {
  readonly graph: Graph;
  readonly calls: Call[];
  /** Executes an operation, which must be valid, as a guest or as `caller`. */
  run(query: string, variables?: Record<string, unknown>, client?: Partial<Client>): Promise<PlainResult>;
  subscribe(query: string, variables?: Record<string, unknown>): AsyncGenerator<ExecutionResult>;
}

/** A result as it would be read from JSON. */
export interface PlainResult {
  // biome-ignore lint/suspicious/noExplicitAny: the data of many operations
  readonly data?: any;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: { code: string } }[];
}

/** The subgraphs behind a graph, in process; `faults` stand in for subgraphs that do not behave. */
export function worldOf(
  subgraphs: readonly Subgraph[],
  options: {
    readonly faults?: Readonly<Record<string, (request: SubgraphRequest) => Promise<ExecutionResult>>>;
    readonly deadlineMilliseconds?: number;
  } = {},
): World {
  const calls: Call[] = [];
  const transports = new Map(
    subgraphs.map(({ name, transport }): [string, SubgraphTransport] => [
      name,
      {
        execute(request) {
          calls.push({ subgraph: name, query: request.query, variables: request.variables ?? {} });
          return (options.faults?.[name] ?? transport.execute)(request);
        },
        subscribe: (request) => transport.subscribe(request),
      },
    ]),
  );
  const graph = createGraph({
    supergraph: loadSupergraph(supergraphOf(subgraphs)),
    transports: (name) => transports.get(name)!,
    signingKey,
    deadlineMilliseconds: options.deadlineMilliseconds ?? 5_000,
    plans: 100,
    log: silent,
  });
  const read = documentReader(graph.apiSchema, defaultLimits);
  const operationOf = (query: string, variables: Record<string, unknown>) => {
    const document = read(query);
    if (document.errors) throw new Error(document.errors.map((error) => error.message).join("\n"));
    return { ...document, operationName: undefined, variables };
  };
  return {
    graph,
    calls,
    async run(query, variables = {}, client = {}) {
      const result = await graph.execute(operationOf(query, variables), clientOf(client));
      return JSON.parse(JSON.stringify(result));
    },
    subscribe(query, variables = {}) {
      const events = graph.subscribe(operationOf(query, variables), clientOf({}));
      if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
      return events;
    },
  };
}

export function clientOf(client: Partial<Client>): Client {
  return { caller: anonymous, requestId: "a-request", incoming: {}, ...client };
}

export const ada: EndUser = { kind: "user", userId: "ada", roles: ["CUSTOMER"], sessionId: "s1" };

export function documentOf(query: string) {
  return { document: parse(query), documentHash: createHash("sha256").update(query).digest("hex") };
}
