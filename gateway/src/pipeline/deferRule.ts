import { type ASTVisitor, GraphQLError, Kind, type ValidationContext } from "graphql";

/**
 * What the specification of incremental delivery asks of `@defer` beyond its definition: a label is written out and of
 * one place alone, since clients tell the parts of a result apart by it; and nothing of a subscription is put off.
 */
export function deferRule(context: ValidationContext): ASTVisitor {
  const labels = new Set<string>();
  return {
    Directive(node) {
      if (node.name.value !== "defer") return;
      const label = node.arguments?.find(({ name }) => name.value === "label");
      if (!label || label.value.kind === Kind.NULL) return;
      const refuse = (message: string) => context.reportError(new GraphQLError(message, { nodes: label }));
      if (label.value.kind !== Kind.STRING) return refuse("The label of @defer must be written out.");
      if (labels.has(label.value.value)) return refuse(`The label "${label.value.value}" is of several @defer.`);
      labels.add(label.value.value);
    },
    OperationDefinition(node) {
      if (node.operation !== "subscription") return;
      const spread = [node, ...context.getRecursivelyReferencedFragments(node)];
      console.log(spread);
    },
  };
}
