/** Everything that needs graphql-js, which is loaded once the page is there. */
export { readSchema, SchemaRefused } from "./graph/schema.js";
export { completionsAt, variableCompletionsAt } from "./language/completion.js";
export { format } from "./language/format.js";
export { isIncremental, operationAt, operationsOf, readDocument, variableTypes } from "./language/operations.js";
export { documentProblems, variableProblems } from "./language/problems.js";
export { placeAt } from "./language/place.js";
export { add as addField } from "./builder/edit.js";
export { Builder } from "./views/builder.js";
export { Documentation } from "./views/documentation.js";
export { printSchema } from "graphql";
