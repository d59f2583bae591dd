import { GraphQLError, Kind, type ValidationRule } from "graphql";

/** Refuses labels of `@defer` by which a client could not tell the parts of a result apart: variables, and the same twice. */
export const deferLabels: ValidationRule = (context) => {
  const known = new Set<string>();
  return {
    Directive({ name, arguments: given }) {
      if (name.value !== "defer") return;
      const label = given?.find((argument) => argument.name.value === "label")?.value;
      if (label?.kind === Kind.VARIABLE) {
        context.reportError(new GraphQLError("The label of @defer cannot be a variable.", { nodes: label }));
      } else if (label?.kind === Kind.STRING) {
        if (known.has(label.value)) {
          context.reportError(
            new GraphQLError(`The label "${label.value}" stands at several @defer.`, { nodes: label }),
          );
        }
        known.add(label.value);
      }
    },
  };
};
