import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
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
 * conditions that hold anyway are left out there. It skips an object altogether of which everything selected is skipped,
 * though the object itself is asked for, and has no plan for a field of an abstract type that has no types in the
 * subgraph; both are right with a `__typename` under another name beside, `hiddenKey`, which no client is shown.
 */
export function withPlannableSelections(document: DocumentNode, schema: GraphQLSchema, hiddenKey: string): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const rewriter = new SelectionRewriter(schema, fragments, hiddenKey);
  return {
    ...document,
    definitions: document.definitions.map((definition) => {
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
    const selections = selectionSet.selections.map((selection) => this.#selection(selection, type));
    const { isEmptySomewhere } = plannerTrapsOf(this.#schema);
    const isTrap = selections.some((each) => each.kind === Kind.FIELD && isEmptySomewhere(type.name, each.name.value));
    return { ...selectionSet, selections: isTrap ? [this.#hiddenTypeName, ...selections] : selections };
  }

  #selection(selection: SelectionNode, type: GraphQLNamedType): SelectionNode {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#field(selection, type);
      case Kind.INLINE_FRAGMENT: {
        const condition = selection.typeCondition?.name.value ?? type.name;
        const { typeCondition, ...others } = selection;
        const isDropped = this.#isRedundant(condition, type);
        const inner = isDropped ? type : (this.#schema.getType(condition) ?? type);
        const selectionSet = this.rewrite(selection.selectionSet, inner);
        return isDropped || !typeCondition ? { ...others, selectionSet } : { ...others, typeCondition, selectionSet };
      }
      case Kind.FRAGMENT_SPREAD: {
        const fragment = this.#fragments.get(selection.name.value);
        if (!fragment || !this.#isRedundant(fragment.typeCondition.name.value, type)) return selection;
        const inline: InlineFragmentNode = {
          kind: Kind.INLINE_FRAGMENT,
          directives: selection.directives,
          selectionSet: this.rewrite(fragment.selectionSet, type),
        };
        return inline;
      }
    }
  }

  #field(field: FieldNode, parent: GraphQLNamedType): FieldNode {
    if (!field.selectionSet || (!isObjectType(parent) && !isInterfaceType(parent))) return field;
    const declared = parent.getFields()[field.name.value];
    // Introspection is answered by nobody else.
    if (!declared) return field;
    const rewritten = this.rewrite(field.selectionSet, getNamedType(declared.type));
    const { selections } = rewritten;
    const selectionSet = this.#areConditional(selections)
      ? { ...rewritten, selections: [this.#hiddenTypeName, ...selections] }
      : rewritten;
    return { ...field, selectionSet };
  }

  /** Whether a fragment on the type holds for whatever is of an interface that some subgraph knows as one type. */
  #isRedundant(condition: string, type: GraphQLNamedType): boolean {
    if (condition === type.name || !plannerTrapsOf(this.#schema).interfaceObjects.has(type.name)) return false;
    const above = this.#schema.getType(condition);
    return isInterfaceType(type) && isAbstractType(above) && this.#schema.isSubType(above, type);
  }

  /** Whether nothing is selected but under some `@skip` or `@include`; the planner does not count `__typename`. */
  #areConditional(selections: readonly SelectionNode[]): boolean {
    return selections.every((selection) => {
      if (selection.directives?.some(({ name }) => name.value === "skip" || name.value === "include")) return true;
      if (selection.kind === Kind.FIELD) return selection.name.value === "__typename" && !selection.alias;
      const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      return body !== undefined && this.#areConditional(body.selectionSet.selections);
    });
  }
}
