import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { appliedTo } from "../supergraph/directives.ts";

/** What of a supergraph the planner cannot be given as clients write it. */
export interface PlannerTraps {
  /** Interfaces that a subgraph knows as one type, where fragments on interfaces above make the planner throw. */
  readonly interfaceObjects: ReadonlySet<string>;
  /** The names of their fields: asked for on two of its types, they are asked for as one of the interface. */
  readonly interfaceObjectFields: ReadonlySet<string>;
  /** Whether a field gives an abstract type of which a subgraph that has the field has no type: it gets no plan. */
  isEmptySomewhere(typeName: string, fieldName: string): boolean;
}

const known = new WeakMap<GraphQLSchema, PlannerTraps>();

/** Reads a supergraph's schema for them, once. */
export function plannerTrapsOf(schema: GraphQLSchema): PlannerTraps {
  let traps = known.get(schema);
  if (!traps) {
    traps = readTraps(schema);
    known.set(schema, traps);
  }
  return traps;
}

function readTraps(schema: GraphQLSchema): PlannerTraps {
  const types = Object.values(schema.getTypeMap());
  const interfaceObjects = types.filter((type) =>
    appliedTo(type, "join__type").some(({ isInterfaceObject }) => isInterfaceObject === true),
  );
  const empty = new Set<string>();
  for (const type of types) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const given = getNamedType(field.type);
      if (!isAbstractType(given)) continue;
      const inhabited = graphsWith(given, schema);
      const joined = appliedTo(field, "join__field").map(({ graph }) => graph);
      const graphs = joined.length > 0 ? joined : graphsOf(type);
      if (graphs.some((graph) => graph !== undefined && !inhabited.has(graph))) empty.add(`${type.name}.${field.name}`);
    }
  }
  return {
    interfaceObjects: new Set(interfaceObjects.map(({ name }) => name)),
    interfaceObjectFields: new Set(
      interfaceObjects.flatMap((type) => (isInterfaceType(type) ? Object.keys(type.getFields()) : [])),
    ),
    isEmptySomewhere: (typeName, fieldName) => empty.has(`${typeName}.${fieldName}`),
  };
}

/** The subgraphs in which an abstract type has a type, or is one itself. */
function graphsWith(type: GraphQLNamedType, schema: GraphQLSchema): Set<unknown> {
  const graphs = new Set<unknown>(
    appliedTo(type, "join__type").flatMap(({ graph, isInterfaceObject }) => (isInterfaceObject ? [graph] : [])),
  );
  for (const { graph } of appliedTo(type, "join__unionMember")) graphs.add(graph);
  for (const possible of isAbstractType(type) ? schema.getPossibleTypes(type) : []) {
    for (const joined of appliedTo(possible, "join__implements")) {
      if (joined.interface === type.name) graphs.add(joined.graph);
    }
  }
  return graphs;
}

function graphsOf(type: GraphQLNamedType): unknown[] {
  return appliedTo(type, "join__type").map(({ graph }) => graph);
}
