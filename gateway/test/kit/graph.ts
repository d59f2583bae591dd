import {
  defineSubgraph,
  type EndUser,
  type Subgraph,
  type SubgraphParts,
  type SubgraphRequest,
  type SubgraphTransport,
} from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";
import { pino } from "pino";
import { type Caller, guest } from "../../src/pipeline/caller.ts";
import type { Incoming } from "../../src/pipeline/exchange.ts";
import { defaultLimits } from "../../src/pipeline/limits.ts";
import { type Answer, createPipeline } from "../../src/pipeline/pipeline.ts";
import type { Plugin } from "../../src/pipeline/plugin.ts";
import { serveGraph } from "../../src/pipeline/servedGraph.ts";
import { composeSupergraph } from "../../src/supergraph/compose.ts";
import { loadSupergraph } from "../../src/supergraph/load.ts";
import { subgraphHeaders } from "../../src/transports/requestHeaders.ts";

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
  readonly calls: Call[];
  /** Executes an operation as a guest, or as said. */
  run(query: string, variables?: Record<string, unknown>, incoming?: Partial<Incoming>): Promise<PlainResult>;
  /** Throws, when first read, for a subscription that is refused. */
  subscribe(query: string, variables?: Record<string, unknown>): AsyncGenerator<ExecutionResult, void>;
}

/** A result as it would be read from JSON. */
export interface PlainResult {
  // biome-ignore lint/suspicious/noExplicitAny: the data of many operations
  readonly data?: any;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: { code: string } }[];
}

/** A gateway's pipeline over subgraphs in process; `faults` stand in for subgraphs that do not behave. */
export function worldOf(
  subgraphs: readonly Subgraph[],
  options: {
    readonly faults?: Readonly<Record<string, (request: SubgraphRequest) => Promise<ExecutionResult>>>;
    readonly deadlineMilliseconds?: number;
    readonly plugins?: readonly Plugin[];
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
  const loading = loadSupergraph(supergraphOf(subgraphs), { thread: false }).then((supergraph) => {
    const graph = serveGraph(supergraph, new Map(), defaultLimits);
    return createPipeline({
      graph: () => graph,
      plugins: options.plugins ?? [],
      transports: (name) => transports.get(name)!,
      headersOf: subgraphHeaders(signingKey, { all: [], subgraphs: {} }),
      deadlineMilliseconds: options.deadlineMilliseconds ?? 5_000,
      log: silent,
    });
  });
  const ask = async (query: string, variables: Record<string, unknown>, incoming: Partial<Incoming>): Promise<Answer> =>
    (await loading).run(
      {
        protocol: "http",
        method: "POST",
        requestId: "a-request",
        headers: {},
        remoteAddress: "127.0.0.1",
        parameters: { query, variables },
        ...incoming,
      },
      { events: true },
    );
  return {
    calls,
    async run(query, variables = {}, incoming = {}) {
      const answer = await ask(query, variables, incoming);
      if (answer.kind !== "single") throw new Error("The answer is a stream");
      return JSON.parse(JSON.stringify(answer.result));
    },
    subscribe(query, variables = {}) {
      const results = ask(query, variables, {}).then((answer) => {
        if (answer.kind === "single") throw new Error(JSON.stringify(answer.result));
        return answer.results;
      });
      return {
        next: async () => (await results).next(),
        return: async () => (await results).return(),
        throw: async (error) => (await results).throw(error),
        [Symbol.asyncIterator]() {
          return this;
        },
        [Symbol.asyncDispose]: async () => (await results)[Symbol.asyncDispose](),
      };
    },
  };
}

export const ada: EndUser = { kind: "user", userId: "ada", roles: ["CUSTOMER"], sessionId: "s1" };

/** Ada, signed in. */
export const signedIn: Caller = { ...guest, kind: "user", id: "user:ada", endUser: ada };
