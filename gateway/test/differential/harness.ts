import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { buildSchema, type DocumentNode, type GraphQLSchema, parse, printSchema, validate } from "graphql";
import { serveByApollo } from "./apolloGateway.ts";
import { difference, type Expected, looseDataDifference } from "./compare.ts";
import { declare } from "./fields.ts";
import { createMonolith, implementationsOf } from "./monolith.ts";
import { type Answer, composed, type Serve, serveByOurs } from "./ours.ts";
import type { SupergraphFolder } from "./readSupergraphs.ts";
import { runSubgraph } from "./subgraphs.ts";
import type { Stage } from "./world.ts";

/** What a gateway got wrong, and what is known of why it may. */
export interface Verdict {
  readonly expected: Expected;
  readonly ours: string | undefined;
  /** Of data alone: @apollo/gateway tells fewer errors. Undefined too when it does not serve this supergraph. */
  readonly apollo: string | undefined;
}

export interface Harness {
  readonly apiSchema: GraphQLSchema;
  /** Asks all three and holds the gateways against the monolith. Throws for an operation that is not valid. */
  judge(query: string, variables: Readonly<Record<string, unknown>>, options?: { apollo?: boolean }): Promise<Verdict>;
}

export async function createHarness(folder: SupergraphFolder): Promise<Harness> {
  const stage: Stage = { world: folder.world() };
  const sdl = composed(folder.subgraphs);
  const declared = folder.subgraphs.map(declare);
  const implementations = implementationsOf(sdl);
  const running = declared.map((subgraph) => runSubgraph(subgraph, declared, implementations, stage));
  const apiSchema = withDefer(
    Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES }).apiSchema().toGraphQLJSSchema(),
  );
  const monolith = createMonolith(apiSchema, sdl, declared, stage);
  const ours = serveByOurs(running);
  const apollo = folder.apolloCannotLoad === undefined ? await serveByApollo(sdl, running) : undefined;

  const asked = async (serve: Serve, query: string, variables: Readonly<Record<string, unknown>>): Promise<Answer> => {
    stage.world = folder.world();
    try {
      return await serve(query, variables);
    } catch (error) {
      return { data: `It throws: ${(error as Error).message}` };
    }
  };
  const expect = async (document: DocumentNode, variables: Readonly<Record<string, unknown>>): Promise<Expected> => {
    stage.world = folder.world();
    const answer = await monolith.execute(document, variables);
    stage.world = folder.world();
    return { ...answer, lenient: answer.errors ? await monolith.executeLeniently(document, variables) : answer };
  };
  return {
    apiSchema,
    async judge(query, variables, options = {}) {
      const document = parse(query);
      const [invalid] = validate(apiSchema, document);
      if (invalid) throw new Error(`${invalid.message} in ${query}`);
      const expected = await expect(document, variables);
      const apolloAnswer = apollo && options.apollo !== false ? await asked(apollo, query, variables) : undefined;
      return {
        expected,
        ours: difference(expected, await asked(ours, query, variables)),
        apollo: apolloAnswer && looseDataDifference(expected, apolloAnswer),
      };
    },
  };
}

/** With the directive that the gateway adds, for introspection to tell of. */
function withDefer(schema: GraphQLSchema): GraphQLSchema {
  const definition = `"The fragment may come later than what is around it, to clients that take a result in parts."
    directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT`;
  return buildSchema(`${printSchema(schema)}\n${definition}`, { assumeValid: true });
}
