import { ConfigurationError } from "@angidi/subgraph";
import {
  buildASTSchema,
  buildSchema,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  Kind,
  parse,
} from "graphql";
import type { Planner } from "../planning/planner.ts";
import { readHere } from "../planning/plannerHere.ts";
import { planningThread } from "../planning/plannerInThread.ts";
import { appliedTo } from "./directives.ts";
import { type TypeConditions, typeConditions } from "./typeConditions.ts";

export type { TypeConditions } from "./typeConditions.ts";

/** A supergraph ready to be planned and executed against. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** All of it, hidden elements and the machinery of federation too; applied directives are on the `astNode`s. */
  readonly schema: GraphQLSchema;
  /** What clients see: without whatever is `@inaccessible`. */
  readonly apiSchema: GraphQLSchema;
  readonly matches: TypeConditions;
  /** Every field's name, hidden ones too: what a client's alias must not be mistaken for. */
  readonly fieldNames: ReadonlySet<string>;
  readonly subgraphs: readonly SubgraphOfSupergraph[];
  /** Labels of progressive `@override(label:)`: the planner is told with each operation which of them hold. */
  readonly overrideLabels: readonly string[];
  readonly planner: Planner;
  /** Ends planning; what is being planned is given up. */
  close(): Promise<void>;
}

/** A subgraph, named as where it was composed. */
export interface SubgraphOfSupergraph {
  readonly name: string;
  /** Undefined when the supergraph does not say: that is configuration's business then. */
  readonly url: string | undefined;
}

/** Reads a composed supergraph, by default in the planning thread. Rejects with a ConfigurationError. */
export async function loadSupergraph(
  sdl: string,
  options: { readonly thread?: boolean } = {},
): Promise<LoadedSupergraph> {
  return load(sdl, options).catch(notGood);
}

/** Says what is wrong with a supergraph: for its operator to read, where the stack of a parser tells nothing. */
function notGood(cause: unknown): never {
  throw new ConfigurationError(`The supergraph is not good: ${(cause as Error).message}`, { cause });
}

async function load(sdl: string, { thread = true }: { readonly thread?: boolean }): Promise<LoadedSupergraph> {
  const reading = thread ? planningThread.load(sdl) : readHere(sdl);
  // Made while the thread reads, which has the better words for what is wrong.
  const [read, here] = await Promise.allSettled([reading, schemaOf(sdl)]);
  if (read.status === "rejected") throw read.reason;
  const { apiSdl, planner } = read.value;
  try {
    if (here.status === "rejected") throw here.reason;
    const { document, schema } = here.value;
    const fields = fieldsOf(schema);
    return {
      sdl,
      schema,
      apiSchema: buildSchema(apiSdl, { assumeValid: true, noLocation: true }),
      matches: typeConditions(schema),
      fieldNames: new Set(fields.map((field) => field.name)),
      subgraphs: subgraphsOf(document),
      overrideLabels: overrideLabels(fields),
      planner,
      close: () => planner.close(),
    };
  } catch (error) {
    await planner.close();
    throw error;
  }
}

/** The subgraphs of a supergraph, without loading it. Throws ConfigurationError for what is no GraphQL. */
export function subgraphsOf(supergraph: string | DocumentNode): readonly SubgraphOfSupergraph[] {
  const { definitions } = typeof supergraph === "string" ? parsed(supergraph) : supergraph;
  return definitions
    .flatMap((definition) => (definition.kind === Kind.ENUM_TYPE_DEFINITION ? (definition.values ?? []) : []))
    .flatMap((value) => appliedTo(value, "join__graph"))
    .map(({ name, url }) => ({ name: String(name), url: typeof url === "string" && url !== "" ? url : undefined }));
}

function parsed(sdl: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: true });
  } catch (cause) {
    return notGood(cause);
  }
}

async function schemaOf(sdl: string): Promise<{ readonly document: DocumentNode; readonly schema: GraphQLSchema }> {
  const document = parse(sdl, { noLocation: true });
  return { document, schema: buildASTSchema(document, { assumeValid: true, assumeValidSDL: true }) };
}

function overrideLabels(fields: readonly Field[]): readonly string[] {
  const labels = fields.flatMap((field) => appliedTo(field, "join__field").map((joined) => joined.overrideLabel));
  return [...new Set(labels.filter((label) => typeof label === "string"))];
}

type Field = GraphQLField<unknown, unknown>;

function fieldsOf(schema: GraphQLSchema): readonly Field[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []));
}
