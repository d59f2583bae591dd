import { readFileSync } from "node:fs";
import { buildASTSchema, execute, type GraphQLSchema, parse } from "graphql";
import { untagged } from "../tags.ts";
import type { Representation, SubgraphData } from "./data.ts";
import { plainResponse } from "./plainHttp.ts";

/** So many answers are kept of a subgraph; the benchmark needs fewer, whoever asks. */
const keptAnswers = 2_000;

/** A subgraph's own SDL, as it is composed. */
export function sdlOf(subgraph: string): string {
  return readFileSync(new URL(`./${subgraph}.graphql`, import.meta.url), "utf8");
}

/**
 * Answers the bodies of requests with whole HTTP responses. A body is executed once, by graphql-js, and kept: bodies
 * that differ by their tags alone have the same answer, so that the subgraphs cost next to nothing under any load.
 */
export function answersOf(subgraph: SubgraphData): (body: string) => Buffer | Promise<Buffer> {
  const schema = executableSchema(subgraph);
  const kept = new Map<string, Buffer>();
  return (body) => {
    const key = untagged(body);
    return kept.get(key) ?? made(key);
  };

  async function made(body: string): Promise<Buffer> {
    const response = plainResponse(JSON.stringify(await answer(schema, subgraph, body)));
    if (kept.size >= keptAnswers) kept.clear();
    kept.set(body, response);
    return response;
  }
}

async function answer(schema: GraphQLSchema, { roots, entities }: SubgraphData, body: string) {
  const { query, variables, operationName } = JSON.parse(body);
  return execute({
    schema,
    document: parse(query),
    rootValue: {
      ...roots,
      _entities: ({ representations }: { readonly representations: readonly Representation[] }) =>
        representations.map((one) => ({ ...entities[one.__typename]!(one), __typename: one.__typename })),
    },
    variableValues: variables,
    operationName,
  });
}

/** The subgraph's schema with what the federation specification adds for entities. */
function executableSchema({ name, roots, entities }: SubgraphData): GraphQLSchema {
  const query = Object.keys(roots).length === 0 ? "type Query" : "extend type Query";
  const machinery = `
    scalar _Any
    union _Entity = ${Object.keys(entities).join(" | ")}
    ${query} { _entities(representations: [_Any!]!): [_Entity]! }
  `;
  // Assumed valid: the directives' definitions come with composition.
  return buildASTSchema(parse(sdlOf(name) + machinery), { assumeValid: true, assumeValidSDL: true });
}
