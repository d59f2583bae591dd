import { type ConstDirectiveNode, Kind, parse, type SelectionSetNode, valueFromASTUntyped, visit } from "graphql";
import { type Container, isContainer, own } from "./merge.ts";

/** One `@key` of a type in a subgraph. */
export interface EntityKey {
  /** Its outermost fields. */
  readonly fields: readonly string[];
  readonly selectionSet: SelectionSetNode;
}

/** The keys by which a subgraph knows the entities of a type. */
export type EntityKeys = (subgraph: string, typeName: string) => readonly EntityKey[];

const known = new WeakMap<object, EntityKeys>();

/** Reads the keys that a supergraph tells of; once for each supergraph. */
export function entityKeysOf(supergraph: { readonly sdl: string }): EntityKeys {
  let keys = known.get(supergraph);
  if (!keys) {
    keys = readKeys(supergraph.sdl);
    known.set(supergraph, keys);
  }
  return keys;
}

function readKeys(sdl: string): EntityKeys {
  const subgraphs = new Map<unknown, unknown>();
  const keys = new Map<string, EntityKey[]>();
  const document = parse(sdl, { noLocation: true });
  visit(document, {
    EnumValueDefinition(value) {
      const graph = value.directives?.find((each) => each.name.value === "join__graph");
      if (graph) subgraphs.set(value.name.value, argumentOf(graph, "name"));
    },
  });
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const directive of definition.directives ?? []) {
      const key = directive.name.value === "join__type" ? argumentOf(directive, "key") : undefined;
      if (typeof key !== "string") continue;
      const place = placeOf(String(subgraphs.get(argumentOf(directive, "graph"))), definition.name.value);
      const selectionSet = selectionSetOf(key);
      const entityKey: EntityKey = { selectionSet, fields: fieldsOf(selectionSet) };
      keys.set(place, [...(keys.get(place) ?? []), entityKey]);
    }
  }
  return (subgraph, typeName) => keys.get(placeOf(subgraph, typeName)) ?? [];
}

const placeOf = (subgraph: string, typeName: string) => `${subgraph}\n${typeName}`;

function argumentOf(directive: ConstDirectiveNode, name: string): unknown {
  const argument = directive.arguments?.find((each) => each.name.value === name);
  return argument && valueFromASTUntyped(argument.value);
}

function selectionSetOf(key: string): SelectionSetNode {
  const [definition] = parse(`{ ${key} }`, { noLocation: true }).definitions;
  return (definition as { readonly selectionSet: SelectionSetNode }).selectionSet;
}

function fieldsOf({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}

/**
 * Whether an entity has one of the keys: all of its fields, and some that are not null. One whose whole key is null is
 * nobody that could be asked for.
 */
export function isIdentified(entity: Container, keys: readonly EntityKey[]): boolean {
  return keys.some(({ selectionSet }) => isComplete(entity, selectionSet) && hasValue(entity, selectionSet));
}

function isComplete(value: unknown, selectionSet: SelectionSetNode | undefined): boolean {
  if (value === undefined) return false;
  if (!selectionSet || !isContainer(value)) return true;
  if (Array.isArray(value)) return value.every((item) => isComplete(item, selectionSet));
  return selectionSet.selections.every(
    (each) => each.kind !== Kind.FIELD || isComplete(own(value, each.name.value), each.selectionSet),
  );
}

function hasValue(value: unknown, selectionSet: SelectionSetNode | undefined): boolean {
  if (value === null || value === undefined) return false;
  if (!selectionSet) return true;
  if (Array.isArray(value)) return value.some((item) => hasValue(item, selectionSet));
  return selectionSet.selections.some((each) => {
    if (each.kind === Kind.FRAGMENT_SPREAD) return false;
    if (each.kind === Kind.INLINE_FRAGMENT) return hasValue(value, each.selectionSet);
    return isContainer(value) && hasValue(own(value, each.name.value), each.selectionSet);
  });
}
