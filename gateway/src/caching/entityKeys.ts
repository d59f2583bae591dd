import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";
import { appliedTo } from "../supergraph/directives.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";

/** What tells entities apart, and which subgraphs give what. */
export interface EntityKeys {
  /** Names of the fields that each are a key; undefined for a type that is no entity, empty when no key is one field. */
  ofType(type: string): readonly string[] | undefined;
  /** Names of the subgraphs that a field may be asked of, and of those that give what it requires. */
  subgraphsOf(type: string, field: string): readonly string[];
}

const known = new WeakMap<LoadedSupergraph, EntityKeys>();

/** The keys of a supergraph's entities, read once. */
export function entityKeysOf(supergraph: LoadedSupergraph): EntityKeys {
  let keys = known.get(supergraph);
  if (!keys) {
    keys = readKeys(supergraph.schema);
    known.set(supergraph, keys);
  }
  return keys;
}

const oneField = /^\s*(\w+)\s*$/;

function readKeys(schema: GraphQLSchema): EntityKeys {
  const names = subgraphNames(schema);
  const namesOf = (graphs: readonly unknown[]) => [
    ...new Set(graphs.filter((graph) => typeof graph === "string").map((graph) => names.get(graph) ?? graph)),
  ];
  const keys = new Map<string, readonly string[]>();
  const subgraphs = new Map<string, readonly string[]>();
  const requirements = new Map<string, readonly string[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const joined = appliedTo(type, "join__type");
    const written = joined.map(({ key }) => key).filter((key) => typeof key === "string");
    if (written.length > 0) keys.set(type.name, [...new Set(written.flatMap((key) => oneField.exec(key)?.[1] ?? []))]);
    for (const field of Object.values(type.getFields())) {
      const own = appliedTo(field, "join__field").filter(
        ({ graph, external }) => graph !== undefined && external !== true,
      );
      const from = own.length > 0 ? own : joined;
      subgraphs.set(`${type.name}.${field.name}`, namesOf(from.map(({ graph }) => graph)));
      const required = own.flatMap(({ requires }) => (typeof requires === "string" ? [requires] : []));
      if (required.length > 0)
        requirements.set(
          `${type.name}.${field.name}`,
          required.flatMap((each) => coordinatesIn(each, type)),
        );
    }
  }
  const subgraphsOf = (coordinate: string, seen: ReadonlySet<string>): readonly string[] => {
    if (seen.has(coordinate)) return [];
    const from = (requirements.get(coordinate) ?? []).flatMap((each) =>
      subgraphsOf(each, new Set([...seen, coordinate])),
    );
    return [...new Set([...(subgraphs.get(coordinate) ?? []), ...from])];
  };
  return {
    ofType: (type) => keys.get(type),
    subgraphsOf: (type, field) => subgraphsOf(`${type}.${field}`, new Set()),
  };
}

/** The fields that a field set selects of a type and below. */
function coordinatesIn(fieldSet: string, type: GraphQLCompositeType): readonly string[] {
  const found: string[] = [];
  const add = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType) => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.selectionSet, parent);
      if (selection.kind !== Kind.FIELD || !("getFields" in parent)) continue;
      found.push(`${parent.name}.${selection.name.value}`);
      const field = parent.getFields()[selection.name.value];
      const target = field && getNamedType(field.type);
      if (selection.selectionSet && isCompositeType(target)) add(selection.selectionSet, target);
    }
  };
  const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  if (operation?.kind === Kind.OPERATION_DEFINITION) add(operation.selectionSet, type);
  return found;
}

/** From their names in the supergraph's enum to the names that they were composed by. */
function subgraphNames(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const type = schema.getType("join__Graph");
  if (!isEnumType(type)) return new Map();
  return new Map(
    type
      .getValues()
      .flatMap((value) => appliedTo(value, "join__graph").map(({ name }) => [value.name, String(name)] as const)),
  );
}
