import { GraphQLError, type ValidationRule } from "graphql";

/**
 * Refuses operations of a kind that the schema has not, such as a mutation of a variant without any: graphql's own rules
 * know nothing of the types in them and let them pass.
 */
export const knownOperations: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(`There is nothing that a ${node.operation} could ask for.`, { nodes: node }));
  },
});
