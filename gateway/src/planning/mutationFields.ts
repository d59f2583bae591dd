import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from "graphql";
import { freeName, type InternalVariable, variableNames } from "./internalVariables.ts";

/** The `@skip` or `@include` that a field stands under, by a variable. */
type Condition = DirectiveNode;

/** One place where a response key is asked for. */
interface Occurrence {
  readonly field: FieldNode;
  readonly conditions: readonly Condition[];
}

/**
 * Makes each root field of a mutation one field, without fragments around: the planner would run one twice that is said
 * twice, once of them under a condition, and those in fragments after those that follow. Of several places of one response key the first whose conditions hold is where it runs (GraphQL
 * specification, 6.3.2), with what is selected in all of those that hold; which that is a variable of ours says.
 */
export function withSingleMutationFields(document: DocumentNode): {
  readonly document: DocumentNode;
  readonly variables: readonly InternalVariable[];
} {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const variables: InternalVariable[] = [];
  const names = variableNames(document);
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION || definition.operation !== OperationTypeNode.MUTATION) {
      return definition;
    }
    const occurrences = occurrencesIn(definition.selectionSet, fragments, []);
    const isSingle = new Set(occurrences.map(keyOf)).size === occurrences.length;
    const isFlat = definition.selectionSet.selections.every(({ kind }) => kind === Kind.FIELD);
    return isSingle && isFlat ? definition : merged(definition, occurrences, names, variables);
  });
  return variables.length === 0 && definitions.every((each, index) => each === document.definitions[index])
    ? { document, variables }
    : { document: { ...document, definitions }, variables };
}

const typeName: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

function occurrencesIn(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  around: readonly Condition[],
): Occurrence[] {
  return selections.flatMap((selection) => {
    const own = conditionsOf(selection);
    if (!own) return [];
    const conditions = [...around, ...own];
    if (selection.kind === Kind.FIELD) return [{ field: selection, conditions }];
    const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!;
    return occurrencesIn(body.selectionSet, fragments, conditions);
  });
}

/** The conditions that variables decide; undefined when a literal one says no. */
function conditionsOf({ directives = [] }: SelectionNode): readonly Condition[] | undefined {
  const conditions = directives.filter(isCondition);
  const literals = conditions.map((each) => ({ each, value: ifOf(each)?.value }));
  const isOff = literals.some(
    ({ each, value }) => value?.kind === Kind.BOOLEAN && value.value === (each.name.value === "skip"),
  );
  return isOff ? undefined : literals.filter(({ value }) => value?.kind === Kind.VARIABLE).map(({ each }) => each);
}

function merged(
  operation: OperationDefinitionNode,
  occurrences: readonly Occurrence[],
  names: Set<string>,
  variables: InternalVariable[],
): OperationDefinitionNode {
  const made: VariableDefinitionNode[] = [];
  const selections = occurrences.flatMap((occurrence, index): SelectionNode[] => {
    const isSame = (other: Occurrence) => keyOf(other) === keyOf(occurrence);
    const before = occurrences.slice(0, index).filter(isSame);
    const after = occurrences.slice(index + 1).filter(isSame);
    if (before.some(({ conditions }) => conditions.length === 0)) return [];
    const field = withSelections(occurrence.field, after);
    if (before.length === 0 && occurrence.conditions.length <= 1) {
      return [{ ...field, directives: [...(field.directives ?? []), ...occurrence.conditions] }];
    }
    const name = freeName("c_first", names);
    made.push(booleanVariable(name));
    variables.push({
      name,
      valueOf: (values) => holds(occurrence, values) && !before.some((other) => holds(other, values)),
    });
    return [{ ...field, directives: [...(field.directives ?? []), includedIf(name)] }];
  });
  return {
    ...operation,
    variableDefinitions: [...(operation.variableDefinitions ?? []), ...made],
    // Something has to be selected, though it be nothing that runs.
    selectionSet: { ...operation.selectionSet, selections: selections.length > 0 ? selections : [typeName] },
  };
}

/** A field with what is selected of it in other places too, and without its own conditions. */
function withSelections(field: FieldNode, others: readonly Occurrence[]): FieldNode {
  const directives = field.directives?.filter((each) => !isCondition(each));
  if (!field.selectionSet) return { ...field, directives };
  const selections = [
    ...field.selectionSet.selections,
    ...others.flatMap(({ field: other, conditions }) =>
      underConditions(conditions, other.selectionSet?.selections ?? []),
    ),
  ];
  return { ...field, directives, selectionSet: { ...field.selectionSet, selections } };
}

function underConditions(conditions: readonly Condition[], selections: readonly SelectionNode[]): SelectionNode[] {
  return conditions.reduceRight<readonly SelectionNode[]>(
    (inside, condition) => [
      {
        kind: Kind.INLINE_FRAGMENT,
        directives: [condition],
        selectionSet: { kind: Kind.SELECTION_SET, selections: inside },
      },
    ],
    selections,
  ) as SelectionNode[];
}

function holds({ conditions }: Occurrence, values: Readonly<Record<string, unknown>>): boolean {
  return conditions.every((condition) => {
    const value = ifOf(condition)?.value;
    return value?.kind === Kind.VARIABLE && values[value.name.value] === (condition.name.value === "include");
  });
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === "skip" || name.value === "include";
}

function ifOf({ arguments: given }: DirectiveNode): ArgumentNode | undefined {
  return given?.find(({ name }) => name.value === "if");
}

function keyOf({ field }: Occurrence): string {
  return field.alias?.value ?? field.name.value;
}

function includedIf(variable: string): DirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: "include" },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: "if" },
        value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
      },
    ],
  };
}

function booleanVariable(name: string): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: {
      kind: Kind.NON_NULL_TYPE,
      type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: "Boolean" } },
    },
  };
}
