import { type ConstDirectiveNode, Kind, type SelectionSetNode } from "graphql";
import { appliedTo } from "../../supergraph/directives.ts";
import {
  argumentOf,
  fieldOf,
  hasFields,
  joinedIn,
  namedType,
  type SupergraphTypes,
  selectionOf,
  type WithFields,
} from "./supergraphDocument.ts";

/**
 * Takes external fields out of subgraphs in which nothing requires them any more, and the types of which nothing is
 * left: a supergraph with either is refused.
 */
export function removeUnusedExternals(types: SupergraphTypes): void {
  const used = usedPlaces(types);
  for (const type of types.all()) {
    if (!hasFields(type)) continue;
    const isUnused = (directive: ConstDirectiveNode, fieldName: string): boolean => {
      const graph = argumentOf(directive, "graph");
      if (directive.name.value !== "join__field" || argumentOf(directive, "external") !== "true" || !graph)
        return false;
      return !used.has(placeOf(graph, type.name.value, fieldName)) && !isOfInterface(types, type, fieldName, graph);
    };
    const fields = type.fields?.map((field) => ({
      ...field,
      directives: field.directives?.filter((directive) => !isUnused(directive, field.name.value)),
    }));
    types.set(withoutEmptyGraphs({ ...type, fields } as WithFields));
  }
}

/** The fields that keys, `@requires` and `@provides` of each subgraph name. */
function usedPlaces(types: SupergraphTypes): ReadonlySet<string> {
  const used = new Set<string>();
  const use = (graph: string, typeName: string, { selections }: SelectionSetNode): void => {
    for (const each of selections) {
      if (each.kind === Kind.INLINE_FRAGMENT) {
        use(graph, each.typeCondition?.name.value ?? typeName, each.selectionSet);
      } else if (each.kind === Kind.FIELD) {
        for (const name of [typeName, ...types.below(typeName).map((below) => below.name.value)]) {
          used.add(placeOf(graph, name, each.name.value));
          const field = fieldOf(types.withFields(name), each.name.value);
          if (field && each.selectionSet) use(graph, namedType(field.type), each.selectionSet);
        }
      }
    }
  };
  for (const type of types.all()) {
    if (!hasFields(type)) continue;
    for (const { graph, key } of appliedTo(type, "join__type")) {
      if (typeof key === "string") use(String(graph), type.name.value, selectionOf(key));
    }
    for (const field of type.fields ?? []) {
      for (const { graph, requires, provides } of appliedTo(field, "join__field")) {
        if (typeof requires === "string") use(String(graph), type.name.value, selectionOf(requires));
        if (typeof provides === "string") use(String(graph), namedType(field.type), selectionOf(provides));
      }
    }
  }
  return used;
}

function isOfInterface(types: SupergraphTypes, type: WithFields, fieldName: string, graph: string): boolean {
  return joinedIn(type, "join__implements", graph).some((each) => {
    const field = fieldOf(types.withFields(String(each.interface)), fieldName);
    if (!field) return false;
    const joined = appliedTo(field, "join__field");
    return joined.length === 0 || joined.some((own) => own.graph === graph);
  });
}

function withoutEmptyGraphs(type: WithFields): WithFields {
  const fields = type.fields ?? [];
  const joined = fields.map((field) => field.directives?.filter(({ name }) => name.value === "join__field") ?? []);
  if (joined.some((each) => each.length === 0) || type.name.value === "Query") return type;
  const graphs = new Set(joined.flatMap((each) => each.map((directive) => argumentOf(directive, "graph"))));
  return {
    ...type,
    directives: type.directives?.filter((directive) => {
      const graph = argumentOf(directive, "graph");
      return graph === undefined || graphs.has(graph);
    }),
  };
}

function placeOf(graph: string, typeName: string, fieldName: string): string {
  return `${graph} ${typeName}.${fieldName}`;
}
