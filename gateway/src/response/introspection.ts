import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from "graphql";

/** Answers `__schema` and `__type` of one operation. */
export type Introspection = (schema: GraphQLSchema, variables: Readonly<Record<string, unknown>>) => ExecutionResult;

/**
 * The part of an operation that asks about the schema, which no subgraph answers. Gives undefined when there is none.
 * It is the operation itself without its other root fields, so aliases, fragments and directives stay as they are.
 */
export function introspectionOf(
  document: DocumentNode,
  operationName: string | null | undefined,
): Introspection | undefined {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== "query") return undefined;

  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const only = ({ selections }: SelectionSetNode): SelectionNode[] =>
    selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return /^__(schema|type)$/.test(selection.name.value) ? [selection] : [];
      const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!;
      const kept = only(body.selectionSet);
      if (kept.length === 0) return [];
      const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: kept };
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: body.typeCondition,
          directives: selection.directives,
          selectionSet,
        },
      ];
    });

  const selections = only(operation.selectionSet);
  if (selections.length === 0) return undefined;
  const asked = visit(document, {
    OperationDefinition: (node) =>
      node === operation ? { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } } : null,
  });
  return (schema, variableValues) => execute({ schema, document: asked, variableValues }) as ExecutionResult;
}
