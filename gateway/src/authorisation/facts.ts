import {
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import type { KnownOperation } from "../pipeline/operation.ts";
import type { Requirement, Requirements } from "./requirements.ts";

/**
 * The different requirements that an operation can meet, whoever sends it: of its fields and their values, of all objects
 * that an abstract type may turn out to be, and of their fields.
 */
export function requirementsWithin(operation: KnownOperation, requirements: Requirements): readonly Requirement[] {
  const { schema } = operation.variant;
  const found = new Set<Requirement>();
  const seen = new Set<string>();
  const fragments = fragmentsOf(operation);

  const add = (all: readonly Requirement[]) => {
    for (const each of all) found.add(each);
  };
  const visit = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType) => {
    const objects = objectsOf(schema, parent);
    for (const { name } of objects) add(requirements.ofType(name));
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const field = selection.name.value;
        for (const { name } of objects) add(requirements.ofField(name, field));
        const value = selection.selectionSet && valueTypeOf(parent, field);
        if (value) visit(selection.selectionSet!, value);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet, conditionOf(schema, selection.typeCondition?.name.value) ?? parent);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value)!;
        visit(fragment.selectionSet, conditionOf(schema, fragment.typeCondition.name.value)!);
      }
    }
  };
  visit(operation.node.selectionSet, schema.getRootType(operation.node.operation)!);
  return [...found];
}

/** The fragments of an operation's document, by name. */
export function fragmentsOf({ document }: KnownOperation): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

/** The types that objects of a type are of in the end. */
export function objectsOf(schema: GraphQLSchema, type: GraphQLCompositeType) {
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
}

/** What the objects in a field are of; undefined for introspection and for fields that hold none. */
export function valueTypeOf(parent: GraphQLCompositeType, field: string): GraphQLCompositeType | undefined {
  if (!("getFields" in parent)) return undefined;
  const type = parent.getFields()[field]?.type;
  const named = type && getNamedType(type);
  return isCompositeType(named) ? named : undefined;
}

/** The composite type of a name in a valid document. */
export function conditionOf(schema: GraphQLSchema, name: string | undefined): GraphQLCompositeType | undefined {
  return name === undefined ? undefined : (schema.getType(name) as GraphQLCompositeType);
}
