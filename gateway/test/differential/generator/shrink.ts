import {
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  validate,
  visit,
} from "graphql";
import type { Operation } from "./operation.ts";

/** The smallest operation found that still fails, by leaving out or simplifying one thing after the other. */
export async function shrink(
  schema: GraphQLSchema,
  operation: Operation,
  fails: (smaller: Operation) => Promise<boolean>,
): Promise<Operation> {
  let smallest = operation;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const document of simpler(parse(smallest.query, { noLocation: true }))) {
      const tidied = withoutUnused(document);
      const query = print(tidied);
      if (query.length >= smallest.query.length || validate(schema, tidied).length > 0) continue;
      const candidate = { query, variables: variablesOf(tidied, smallest.variables) };
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest;
}

/** Documents that differ from one in one place. */
function* simpler(document: DocumentNode): Generator<DocumentNode> {
  const nodes: ASTNode[] = [];
  visit(document, { enter: (node) => void nodes.push(node) });
  const replace = (node: ASTNode, by: ASTNode | null) =>
    visit(document, { enter: (each) => (each === node ? by : undefined) }) as DocumentNode;

  for (const node of nodes) {
    switch (node.kind) {
      case Kind.SELECTION_SET:
        for (const selection of node.selections) {
          const others = node.selections.filter((each) => each !== selection);
          if (others.length > 0) yield replace(node, { ...node, selections: others });
          const inside = insideOf(selection, document);
          if (inside) yield replace(node, { ...node, selections: [...others, ...inside.selections] });
        }
        break;
      case Kind.FRAGMENT_SPREAD: {
        const fragment = document.definitions.find(
          (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) {
          const { typeCondition, selectionSet } = fragment;
          yield replace(node, { kind: Kind.INLINE_FRAGMENT, directives: node.directives, typeCondition, selectionSet });
        }
        break;
      }
      case Kind.DIRECTIVE:
      case Kind.ARGUMENT:
      case Kind.OBJECT_FIELD:
        yield replace(node, null);
        break;
      case Kind.FIELD:
        if (node.alias) yield replace(node, { ...node, alias: undefined });
        break;
    }
  }
}

function insideOf(selection: SelectionNode, document: DocumentNode): SelectionSetNode | undefined {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
  if (selection.kind === Kind.FIELD) return undefined;
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value) return each.selectionSet;
  }
  return undefined;
}

function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  const spread = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: (node) => void used.add(node.name.value),
    FragmentSpread: (node) => void spread.add(node.name.value),
  });
  const tidied = visit(document, {
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? false : null),
    FragmentDefinition: (node) => (spread.has(node.name.value) ? undefined : null),
  });
  // A fragment that is gone may have been the only one to use another.
  return print(tidied) === print(document) ? tidied : withoutUnused(tidied);
}

function variablesOf(document: DocumentNode, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const defined = new Set<string>();
  visit(document, { VariableDefinition: (node) => void defined.add(node.variable.name.value) });
  return Object.fromEntries(Object.entries(given).filter(([key]) => defined.has(key)));
}
