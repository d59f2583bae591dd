import { createHash } from "node:crypto";
import { ApolloGateway } from "@apollo/gateway";
import { parse } from "graphql";
import type { Answer, Serve } from "./ours.ts";
import type { RunningSubgraph } from "./subgraphs.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** @apollo/gateway over the same subgraphs, called in process. */
export async function serveByApollo(supergraphSdl: string, subgraphs: readonly RunningSubgraph[]): Promise<Serve> {
  const byName = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: silent,
    buildService: ({ name }) => ({
      process: ({ request }) =>
        byName.get(name)!.execute(request.query!, request.variables ?? {}, request.operationName) as never,
    }),
  });
  const { executor, schema } = await gateway.load();
  return async (query, variables) => {
    const result = await executor({
      request: { query, variables },
      document: parse(query),
      queryHash: createHash("sha256").update(query).digest("hex"),
      operationName: null,
      context: {},
      schema,
      metrics: {},
      cache: undefined as never,
      logger: silent,
      source: query,
      operation: undefined as never,
      overallCachePolicy: undefined as never,
    } as unknown as Parameters<typeof executor>[0]);
    return JSON.parse(JSON.stringify(result)) as Answer;
  };
}
