import { ApolloServer, type ApolloServerOptionsWithGateway } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { Logger } from "pino";
import type { Client, Graph } from "../graph.ts";
import { type Limits, limitsRule } from "../plugins/limits.ts";
import { maskErrors } from "../plugins/maskErrors.ts";

type Gateway = ApolloServerOptionsWithGateway<Client>["gateway"];

/**
 * Apollo Server's request pipeline over the graph: GraphQL over HTTP, prevention of CSRF, persisted queries, parsing
 * and validation are its work; planning and execution are ours. Whatever it would do on its own account, such as
 * reporting or a landing page from elsewhere, is off.
 */
export async function startApollo(
  graph: Graph,
  options: { readonly limits: Limits; readonly log: Logger },
): Promise<ApolloServer<Client>> {
  const { limits, log } = options;
  const apollo = new ApolloServer<Client>({
    gateway: gatewayOf(graph),
    logger: log,
    nodeEnv: "production",
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [limitsRule(limits)],
    formatError: maskErrors(log),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

/** The graph in the form in which Apollo Server takes its executor. */
function gatewayOf(graph: Graph): NonNullable<Gateway> {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: graph.apiSchema, coreSupergraphSdl: graph.sdl });
      return () => {};
    },
    async load() {
      return {
        executor: ({ document, queryHash, operationName, request, context }) =>
          graph.execute(
            { document, documentHash: queryHash, operationName, variables: request.variables },
            context as Client,
          ),
      };
    },
    async stop() {},
  };
}
