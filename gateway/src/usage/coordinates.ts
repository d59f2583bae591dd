import {
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  Kind,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { KnownOperation } from "../pipeline/operation.ts";
import type { Variables } from "../response/shape.ts";

/** What of the schema an operation uses, by coordinates: `Product.title`, `Query.product(id:)`, `Filter.brand`, `Sort.PRICE`. */
export interface UsedParts {
  /** Used whatever the variables are. */
  readonly always: ReadonlySet<string>;
  /** Used by input objects and enum values in variables; undefined when there can be none. */
  readonly inVariables: ((variables: Variables, use: (coordinate: string) => void) => void) | undefined;
}

/**
 * The parts of its schema that an operation uses. A field of an interface counts as used of every type that implements
 * it, since an answer may hold any of them.
 */
export function usedParts({ document, node, variant: { schema } }: KnownOperation): UsedParts {
  const always = new Set<string>();
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const waiting: (typeof node | FragmentDefinitionNode)[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const name of collect(next, schema, always)) {
      const fragment = fragments.get(name);
      fragments.delete(name);
      if (fragment) waiting.push(fragment);
    }
  }
  return { always, inVariables: inVariables(node, schema) };
}

/** Gives the fragments that are spread. */
function collect(
  definition: KnownOperation["node"] | FragmentDefinitionNode,
  schema: GraphQLSchema,
  used: Set<string>,
): ReadonlySet<string> {
  const spread = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    definition,
    visitWithTypeInfo(types, {
      FragmentSpread: ({ name }) => void spread.add(name.value),
      Field({ name: { value: field } }) {
        const parent = types.getParentType();
        if (!parent || field.startsWith("__")) return;
        used.add(`${parent.name}.${field}`);
        if (!isInterfaceType(parent)) return;
        for (const type of schema.getPossibleTypes(parent)) used.add(`${type.name}.${field}`);
      },
      Argument({ name }) {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (parent && field && !types.getDirective()) used.add(`${parent.name}.${field.name}(${name.value}:)`);
      },
      ObjectField({ name }) {
        const parent = getNamedType(types.getParentInputType());
        if (parent) used.add(`${parent.name}.${name.value}`);
      },
      EnumValue({ value }) {
        const type = getNamedType(types.getInputType());
        if (isEnumType(type)) used.add(`${type.name}.${value}`);
      },
    }),
  );
  return spread;
}

function inVariables({ variableDefinitions }: KnownOperation["node"], schema: GraphQLSchema): UsedParts["inVariables"] {
  const typed = (variableDefinitions ?? []).flatMap(({ variable, type: node }) => {
    const type = typeFromAST(schema, node) as GraphQLInputType | undefined;
    return type && hasParts(getNamedType(type)) ? [{ name: variable.name.value, type }] : [];
  });
  if (typed.length === 0) return undefined;
  return (variables, use) => {
    for (const { name, type } of typed) walk(type, variables[name], use);
  };
}

const hasParts = (type: GraphQLNamedType) => isInputObjectType(type) || isEnumType(type);

/** Of long lists the first items tell enough. */
const mostItems = 50;

function walk(type: GraphQLInputType, value: unknown, use: (coordinate: string) => void): void {
  if (value === null || value === undefined) return;
  if (isNonNullType(type)) {
    walk(type.ofType, value, use);
  } else if (isListType(type)) {
    // A single item stands for a list of it.
    const items = Array.isArray(value) ? value.slice(0, mostItems) : [value];
    for (const item of items) walk(type.ofType, item, use);
  } else if (isEnumType(type)) {
    if (typeof value === "string" && type.getValue(value)) use(`${type.name}.${value}`);
  } else if (isInputObjectType(type) && typeof value === "object") {
    const fields = type.getFields();
    for (const [name, each] of Object.entries(value)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!field) continue;
      use(`${type.name}.${name}`);
      if (hasParts(getNamedType(field.type))) walk(field.type, each, use);
    }
  }
}
