import { Kind, parse, typeFromAST } from "graphql";

/** The document, or the syntax error that stands in the way: `{ document }` or `{ error }`. An empty text is neither. */
export function readDocument(text) {
  if (!/[^\s,]/.test(text.replace(/#.*$/gm, ""))) return {};
  try {
    return { document: parse(text) };
  } catch (error) {
    return { error };
  }
}

/** The operations of a document: `{ name, kind, node }`. */
export function operationsOf(document) {
  return (document?.definitions ?? [])
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((node) => ({ name: node.name?.value, kind: node.operation, node }));
}

/** The operation that the cursor is in or after; the first when it is before all of them. */
export function operationAt(document, offset) {
  const operations = operationsOf(document);
  return operations.findLast(({ node }) => node.loc.start <= offset) ?? operations[0];
}

/** The input types of an operation's variables, by name; of all operations when none is given. */
export function variableTypes(schema, document, operation) {
  const chosen = operation ? [operation] : operationsOf(document);
  const declared = chosen.flatMap(({ node }) => node.variableDefinitions ?? []);
  return new Map(
    declared.flatMap(({ variable, type }) => {
      const known = typeFromAST(schema, type);
      return known ? [[variable.name.value, known]] : [];
    }),
  );
}

/** Whether parts of the result are to come later, by `@defer` or `@stream`. */
export function isIncremental(text) {
  return /@(defer|stream)\b/.test(text.replace(/#.*$/gm, ""));
}
