import {
  type CompositeType,
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from "@apollo/federation-internals";
import { type QueryPlan, QueryPlanner } from "@apollo/query-planner";
import { buildASTSchema, type GraphQLSchema, Kind, parse, visit } from "graphql";

/** Whether an object of type `typeName` is what a fragment `... on condition` asks for. */
export type TypeConditions = (typeName: unknown, condition: string) => boolean;

/** A supergraph ready to be planned and executed against. */
export interface LoadedSupergraph {
  readonly sdl: string;
  readonly supergraph: Supergraph;
  readonly schema: GraphQLSchema;
  /** What clients see: without whatever is `@inaccessible`. */
  readonly apiSchema: GraphQLSchema;
  readonly matches: TypeConditions;
  /** Every field's name, hidden ones too: what a client's alias must not be mistaken for. */
  readonly fieldNames: ReadonlySet<string>;
  /** Fields that some `@requires` asks for with arguments of its own. */
  readonly requiredWithArguments: ReadonlySet<string>;
  readonly planner: Planner;
  close(): Promise<void>;
}

interface Planner {
  plan(operation: {
    document: string;
    operationName: string | undefined;
    incremental?: boolean;
    overrides?: ReadonlyMap<string, boolean>;
  }): Promise<QueryPlan["node"]>;
}
function interimPlanner(supergraph: Supergraph): Planner {
  const planner = new QueryPlanner(supergraph);
  return {
    async plan({ document, operationName }) {
      return planner.buildQueryPlan(
        operationFromDocument(supergraph.apiSchema(), parse(document), {
          ...(operationName ? { operationName } : {}),
          validate: false,
        }),
      ).node;
    },
  };
}

/** Reads a composed supergraph. Throws an error that says what is wrong with it. */
export async function loadSupergraph(sdl: string, _options: { thread?: boolean } = {}): Promise<LoadedSupergraph> {
  // The features that the router knows: authorisation directives are for us to enforce, not a reason to refuse.
  const supergraph = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  return {
    sdl,
    supergraph,
    schema: buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true }),
    apiSchema: supergraph.apiSchema().toGraphQLJSSchema(),
    matches: typeConditions(supergraph),
    fieldNames: fieldNames(supergraph),
    requiredWithArguments: requiredWithArguments(sdl),
    planner: interimPlanner(supergraph),
    async close() {},
  };
}

/** The names of a supergraph's subgraphs, without building it. */
export function subgraphNamesOf(sdl: string): readonly string[] {
  const names: string[] = [];
  visit(parse(sdl, { noLocation: true }), {
    Directive(node) {
      const name = node.arguments?.find((argument) => argument.name.value === "name")?.value;
      if (node.name.value === "join__graph" && name?.kind === Kind.STRING) names.push(name.value);
    },
  });
  return names;
}

function typeConditions({ schema }: Supergraph): TypeConditions {
  const members = new Map<string, Set<string>>();
  for (const union of schema.unionTypes()) members.set(union.name, namesOf(union.types()));
  // Interfaces that implement interfaces too: an entity of an interface object is known by the interface's name.
  for (const type of schema.interfaceTypes()) members.set(type.name, namesOf(type.allImplementations()));
  return (typeName, condition) =>
    typeName === condition || (typeof typeName === "string" && members.get(condition)?.has(typeName) === true);
}

function namesOf(types: readonly CompositeType[]): Set<string> {
  return new Set(types.map((type) => type.name));
}

function fieldNames({ schema }: Supergraph): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of [...schema.objectTypes(), ...schema.interfaceTypes()]) {
    for (const field of type.fields()) names.add(field.name);
  }
  return names;
}

function requiredWithArguments(sdl: string): ReadonlySet<string> {
  const names = new Set<string>();
  visit(parse(sdl, { noLocation: true }), {
    Directive(node) {
      if (node.name.value !== "join__field") return;
      const requires = node.arguments?.find((argument) => argument.name.value === "requires")?.value;
      if (requires?.kind !== Kind.STRING) return;
      visit(parse(`{ ${requires.value} }`, { noLocation: true }), {
        Field(field) {
          if (field.arguments && field.arguments.length > 0) names.add(field.name.value);
        },
      });
    },
  });
  return names;
}
