/** Everything that needs graphql-js, which is loaded once the page is there. */

export { printSchema } from "graphql";
export { add as addField } from "./builder/edit.js";
export { readSchema, SchemaRefused } from "./graph/schema.js";
export { completionsAt, variableCompletionsAt } from "./language/completion.js";
export { format } from "./language/format.js";
export { isIncremental, operationAt, operationsOf, readDocument, variableTypes } from "./language/operations.js";
export { placeAt } from "./language/place.js";
export { documentProblems, jsonProblems, variableProblems } from "./language/problems.js";
export { Builder } from "./views/builder.js";
export { Documentation } from "./views/documentation.js";
