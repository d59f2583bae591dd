import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import type { Variables } from "../response/shape.ts";

/** What `@skip` and `@include` on the way to a selection ask of the variables: all of it must hold. */
export interface Guard {
  /** The same for guards that ask the same. */
  readonly key: string;
  readonly tests: readonly Test[];
}

interface Test {
  readonly variable: string;
  readonly isTrue: boolean;
}

export const always: Guard = { key: "", tests: [] };

/** Selections that are merged with others of the same object. */
export interface Part {
  readonly selections: SelectionSetNode;
  readonly guard: Guard;
}

/** A field where it stands in the document. */
export interface Occurrence {
  readonly node: FieldNode;
  readonly guard: Guard;
}

export function holds({ tests }: Guard, variables: Variables): boolean {
  return tests.every(({ variable, isTrue }) => (variables[variable] === true) === isTrue);
}

export function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
}

/** What is selected of an object of the type, by response key: fields that are merged there stand together. */
export function fieldsOf(
  parts: readonly Part[],
  type: GraphQLObjectType,
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): ReadonlyMap<string, readonly Occurrence[]> {
  const fields = new Map<string, Occurrence[]>();
  const spread = new Set<string>();

  function collect({ selections: { selections }, guard }: Part): void {
    for (const selection of selections) {
      const own = narrowed(guard, selection.directives);
      if (!own) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = fields.get(key);
        if (known) known.push({ node: selection, guard: own });
        else fields.set(key, [{ node: selection, guard: own }]);
        continue;
      }
      let fragment: FragmentDefinitionNode | typeof selection = selection;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = `${selection.name.value} ${own.key}`;
        if (spread.has(name)) continue;
        spread.add(name);
        fragment = fragments.get(selection.name.value)!;
      }
      const { typeCondition, selectionSet } = fragment as FragmentDefinitionNode;
      if (!typeCondition || isOf(type, typeCondition.name.value, schema)) {
        collect({ selections: selectionSet, guard: own });
      }
    }
  }

  for (const part of parts) collect(part);
  return fields;
}

/** What decides what is selected of an object, and so whether two objects of different types have the same selected. */
export interface Distinctions {
  readonly conditions: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

/** The type conditions and the fields that may be met in one object, whatever its type is. */
export function distinctionsIn(
  parts: readonly Part[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Distinctions {
  const conditions = new Set<string>();
  const fields = new Set<string>();
  const spread = new Set<string>();

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        fields.add(selection.name.value);
        continue;
      }
      let fragment: FragmentDefinitionNode | typeof selection = selection;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        if (spread.has(name)) continue;
        spread.add(name);
        fragment = fragments.get(name)!;
      }
      const { typeCondition, selectionSet } = fragment as FragmentDefinitionNode;
      if (typeCondition) conditions.add(typeCondition.name.value);
      collect(selectionSet);
    }
  }

  for (const { selections } of parts) collect(selections);
  return { conditions, fields };
}

export function isOf(type: GraphQLObjectType, condition: string, schema: GraphQLSchema): boolean {
  if (type.name === condition) return true;
  const abstract = schema.getType(condition);
  return isAbstractType(abstract) && schema.isSubType(abstract, type);
}

/** The guard with what the directives ask besides; undefined when both can never hold. */
function narrowed(guard: Guard, directives: readonly DirectiveNode[] = []): Guard | undefined {
  let tests = guard.tests;
  for (const directive of directives) {
    const name = directive.name.value;
    if (name !== "skip" && name !== "include") continue;
    const condition = directive.arguments?.[0]?.value;
    const isTrue = name === "include";
    if (condition?.kind === Kind.BOOLEAN) {
      if (condition.value !== isTrue) return undefined;
    } else if (condition?.kind === Kind.VARIABLE) {
      const variable = condition.name.value;
      const known = tests.find((test) => test.variable === variable);
      if (known && known.isTrue !== isTrue) return undefined;
      if (!known) tests = [...tests, { variable, isTrue }];
    }
  }
  return tests === guard.tests ? guard : guardOf(tests);
}

function guardOf(tests: readonly Test[]): Guard {
  const key = tests
    .map(({ variable, isTrue }) => `${isTrue ? "+" : "-"}${variable}`)
    .sort()
    .join("");
  return { key, tests };
}
