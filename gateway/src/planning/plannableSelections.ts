import {
  type DefinitionNode,
  type DocumentNode,
  doTypesOverlap,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { plannerTrapsOf } from "./plannerTraps.ts";

/**
 * The same document in words that the planner gets right.
 *
 * What it is wrong in: it throws for a fragment on an interface above one that some subgraph knows as one type, so type
 * conditions that hold anyway are left out there, and so are fragments for which no object there could be. It skips an
 * object altogether of which everything selected is skipped or deferred, though the object itself is asked for, and has no
 * plan for a field of an abstract type that has no types in the subgraph; both are right with a `__typename` under another
 * name beside, `hiddenKey`, which no client is shown. And it knows an older introspection than clients do.
 */
export function withPlannableSelections(
  document: DocumentNode,
  schema: GraphQLSchema,
  hiddenKey: string,
): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const rewriter = new SelectionRewriter(schema, fragments, hiddenKey);
  return {
    ...document,
    definitions: document.definitions.filter(isOfGraph).map((definition) => {
      if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) {
        return definition;
      }
      const type =
        definition.kind === Kind.OPERATION_DEFINITION
          ? schema.getRootType(definition.operation)
          : schema.getType(definition.typeCondition.name.value);
      return type ? { ...definition, selectionSet: rewriter.rewrite(definition.selectionSet, type) } : definition;
    }),
  };
}

/** Not a fragment of introspection, which nothing that is planned spreads any more. */
function isOfGraph(definition: DefinitionNode): boolean {
  return definition.kind !== Kind.FRAGMENT_DEFINITION || !definition.typeCondition.name.value.startsWith("__");
}

/** Whether a literal `@skip` or `@include` says no: the planner asks for parts of such fields all the same. */
function isSwitchedOff({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name, arguments: given = [] }) => {
    const value = given.find((argument) => argument.name.value === "if")?.value;
    const isCondition = name.value === "skip" || name.value === "include";
    return isCondition && value?.kind === Kind.BOOLEAN && value.value === (name.value === "skip");
  });
}

const conditions: ReadonlySet<string> = new Set(["skip", "include", "defer"]);

class SelectionRewriter {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #hiddenTypeName: FieldNode;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, hiddenKey: string) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#hiddenTypeName = {
      kind: Kind.FIELD,
      alias: { kind: Kind.NAME, value: hiddenKey },
      name: { kind: Kind.NAME, value: "__typename" },
    };
  }

  rewrite(selectionSet: SelectionSetNode, type: GraphQLNamedType): SelectionSetNode {
    const selections = selectionSet.selections.flatMap((selection) =>
      isSwitchedOff(selection) ? [] : this.#selection(selection, type),
    );
    const { isEmptySomewhere } = plannerTrapsOf(this.#schema);
    const isTrap = selections.some((each) => each.kind === Kind.FIELD && isEmptySomewhere(type.name, each.name.value));
    const needsMore = isTrap || selections.length === 0;
    return { ...selectionSet, selections: needsMore ? [this.#hiddenTypeName, ...selections] : selections };
  }

  #selection(selection: SelectionNode, type: GraphQLNamedType): SelectionNode[] {
    if (selection.kind === Kind.FIELD) return [this.#field(selection, type)];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value)!;
    const condition = fragment.typeCondition && this.#schema.getType(fragment.typeCondition.name.value);
    const isRewritten = condition !== undefined && condition !== type && this.#isOfInterfaceObject(type);
    if (isRewritten && !this.#overlap(condition, type)) return [];
    const isDropped = isRewritten && isAbstractType(condition) && this.#schema.isSubType(condition, type as never);
    if (selection.kind === Kind.FRAGMENT_SPREAD && !isDropped) return [selection];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(isDropped ? {} : { typeCondition: fragment.typeCondition }),
        directives: selection.directives,
        selectionSet: this.rewrite(fragment.selectionSet, isDropped ? type : (condition ?? type)),
      },
    ];
  }

  #field(field: FieldNode, parent: GraphQLNamedType): FieldNode {
    if (!field.selectionSet || (!isObjectType(parent) && !isInterfaceType(parent))) return field;
    const declared = parent.getFields()[field.name.value];
    // Introspection is answered here, and the planner's own idea of it is an older one.
    if (!declared) return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections: [this.#hiddenTypeName] } };
    const rewritten = this.rewrite(field.selectionSet, getNamedType(declared.type));
    const { selections } = rewritten;
    const selectionSet = this.#areConditional(selections)
      ? { ...rewritten, selections: [this.#hiddenTypeName, ...selections] }
      : rewritten;
    return { ...field, selectionSet };
  }

  /** Whether a type is an interface that some subgraph knows as one type, or is of such an interface. */
  #isOfInterfaceObject(type: GraphQLNamedType): boolean {
    const { interfaceObjects } = plannerTrapsOf(this.#schema);
    if (interfaceObjects.size === 0 || (!isObjectType(type) && !isInterfaceType(type))) return false;
    return interfaceObjects.has(type.name) || type.getInterfaces().some(({ name }) => interfaceObjects.has(name));
  }

  #overlap(one: GraphQLNamedType, other: GraphQLNamedType): boolean {
    return isCompositeType(one) && isCompositeType(other) && doTypesOverlap(this.#schema, one, other);
  }

  /** Whether nothing is selected but under some `@skip`, `@include` or `@defer`; the planner does not count `__typename`. */
  #areConditional(selections: readonly SelectionNode[]): boolean {
    return selections.every((selection) => {
      if (selection.directives?.some(({ name }) => conditions.has(name.value))) return true;
      if (selection.kind === Kind.FIELD) return selection.name.value === "__typename" && !selection.alias;
      const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      return body !== undefined && this.#areConditional(body.selectionSet.selections);
    });
  }
}
