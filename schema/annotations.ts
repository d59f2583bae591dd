import { type ASTNode, type DirectiveNode, Kind } from "graphql";

/** A definition of a supergraph's document, on which directives stand. */
export type Annotated = (ASTNode & { readonly directives?: readonly DirectiveNode[] }) | null | undefined;

/** How a directive is used on a definition. */
export function usesOf(directive: string, node: Annotated): readonly DirectiveNode[] {
  return node?.directives?.filter(({ name }) => name.value === directive) ?? [];
}

/** The names that a definition is tagged with. */
export function namesOfTags(node: Annotated): readonly string[] {
  return usesOf("tag", node).flatMap(({ arguments: given }) =>
    (given ?? []).flatMap(({ value }) => (value.kind === Kind.STRING ? [value.value] : [])),
  );
}
