import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import { type ExecutionResult, type GraphQLSchema, parse, print, validate } from "graphql";
import { type CompiledOperation, compileOperation } from "../../src/execution/compileOperation.ts";
import type { Withheld } from "../../src/execution/project.ts";
import type { OperationRequest } from "../../src/execution/request.ts";
import { withSafeKeys } from "../../src/planning/responseKeys.ts";
import { composeSupergraph } from "../../src/supergraph/compose.ts";
import { type LoadedSupergraph, loadSupergraph } from "../../src/supergraph/load.ts";
import { type Call, type PlainResult, silent } from "./graph.ts";

/** A subgraph by its SDL and by what it answers to each request; it may answer anything. */
export interface ScriptedSubgraph {
  readonly name: string;
  readonly sdl: string;
  answer(request: SubgraphRequest): unknown;
}

export const federation = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@inaccessible", "@interfaceObject", "@context", "@fromContext"
])`;

export function supergraphOf(subgraphs: readonly ScriptedSubgraph[]): Promise<LoadedSupergraph> {
  const composed = subgraphs.map(({ name, sdl }) => ({ name, sdl: `${federation}\n${sdl}` }));
  return loadSupergraph(composeSupergraph(composed), { thread: false });
}

export interface OperationOptions {
  readonly schema?: GraphQLSchema;
  readonly withheld?: Withheld;
  /** What is planned, when that is less than what the client sent. */
  readonly plannedDocument?: string;
  /** Whether the client takes the answer in parts. */
  readonly incremental?: boolean;
}

/** Plans and compiles an operation, which must be valid. */
export async function compiled(
  loading: LoadedSupergraph | Promise<LoadedSupergraph>,
  query: string,
  options: OperationOptions = {},
): Promise<CompiledOperation> {
  const supergraph = await loading;
  const schema = options.schema ?? supergraph.apiSchema;
  const document = parse(query);
  const mistakes = validate(schema, document);
  if (mistakes.length > 0) throw new Error(mistakes.map(({ message }) => message).join("\n"));
  const planned = withSafeKeys(parse(options.plannedDocument ?? query), supergraph);
  const node = await supergraph.planner.plan({
    document: print(planned.document),
    operationName: undefined,
    incremental: options.incremental ?? false,
  });
  return compileOperation({
    supergraph,
    schema,
    document,
    operationName: undefined,
    planned,
    node,
    ...(options.withheld ? { withheld: options.withheld } : {}),
  });
}

/** Executes operations over scripted subgraphs and remembers the calls. */
export function scripted(subgraphs: readonly ScriptedSubgraph[]) {
  const supergraph = supergraphOf(subgraphs);
  const calls: Call[] = [];
  const transports = new Map(
    subgraphs.map(({ name, answer }): [string, SubgraphTransport] => [
      name,
      {
        async execute(request) {
          calls.push({ subgraph: name, query: request.query, variables: request.variables ?? {} });
          // The text that would be sent says the same.
          expectSame(JSON.parse(request.body ?? ""), request);
          return structuredClone(await answer(request)) as ExecutionResult;
        },
        subscribe: () => Promise.reject(new Error("No subscriptions here")),
      },
    ]),
  );
  const requestOf = (variables: Record<string, unknown>, given: Partial<OperationRequest>): OperationRequest => ({
    variables,
    signal: new AbortController().signal,
    log: silent,
    headers: () => ({}),
    callerKey: "anonymous",
    transports: (name) => transports.get(name)!,
    ...given,
  });
  return {
    supergraph,
    calls,
    requestOf,
    /** Executes it twice: interpreted and compiled projections give the same. */
    async run(
      query: string,
      variables: Record<string, unknown> = {},
      options: OperationOptions = {},
    ): Promise<PlainResult> {
      const operation = await compiled(supergraph, query, options);
      const first = JSON.stringify(await operation.execute(requestOf(variables, {})));
      calls.length = 0;
      const second = JSON.stringify(await operation.execute(requestOf(variables, {})));
      if (first !== second) throw new Error(`It differs when it is executed again:\n${first}\n${second}`);
      return JSON.parse(second);
    },
  };
}

function expectSame(body: { query: string; variables: object }, request: SubgraphRequest): void {
  const expected = JSON.stringify({ query: request.query, variables: request.variables });
  const sent = JSON.stringify({ query: body.query, variables: body.variables });
  if (sent !== expected) throw new Error(`The text differs from the variables:\n${sent}\n${expected}`);
}

/** Answers `_entities` with what `entity` gives for each representation. */
export function entities(entity: (representation: Record<string, unknown>, request: SubgraphRequest) => unknown) {
  return (request: SubgraphRequest) => {
    const representations = request.variables?.representations as Record<string, unknown>[];
    return { data: { _entities: representations.map((each) => entity(each, request)) } };
  };
}
