import { coerceInputValue, isNonNullType, NoDeprecatedCustomRule, specifiedRules, validate } from "graphql";
import { JsonProblem, nodeAt, readJson } from "../text/json.js";
import { readDocument } from "./operations.js";

/** Problems of a document: `{ start, end, message, severity }`, by their place. Without a schema, those of syntax. */
export function documentProblems(schema, text) {
  const { document, error } = readDocument(text);
  if (error) return [at(text, error, "error")];
  if (!document || !schema) return [];
  return [
    ...validate(schema, document, specifiedRules, { maxErrors: 50 }).map((each) => at(text, each, "error")),
    ...validate(schema, document, [NoDeprecatedCustomRule]).map((each) => at(text, each, "warning")),
  ].sort((one, other) => one.start - other.start);
}

/**
 * Problems of the variables' JSON: what is no JSON, no object, or does not fit a type that the operation declares. `all`
 * are the variables of the document's other operations, too, which share the JSON.
 */
export function variableProblems(types, text, all = types) {
  if (text.trim() === "") return required(types, {}, { start: 0, end: 0 });
  const problems = jsonProblems(text);
  if (problems.length > 0) return problems;
  const root = readJson(text);
  if (!root.entries) return [{ ...placeOf(root), message: "The variables must be an object", severity: "error" }];
  return [...required(types, root.value, { start: root.start, end: root.start + 1 }), ...ofEntries(types, all, root)];
}

/** What keeps a text from being JSON, if anything does. */
export function jsonProblems(text) {
  try {
    readJson(text);
    return [];
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return [{ ...placeOf(error), message: error.message, severity: "error" }];
  }
}

function ofEntries(types, all, root) {
  return root.entries.flatMap(({ key, start, end, node }) => {
    const type = types.get(key);
    if (!type) {
      const message = `The operation declares no variable $${key}`;
      return all.has(key) ? [] : [{ start, end, message, severity: "warning" }];
    }
    const problems = [];
    coerceInputValue(node.value, type, (path, _value, error) => {
      problems.push({ ...placeOf(nodeAt(node, path)), message: `$${key}: ${error.message}`, severity: "error" });
    });
    return problems;
  });
}

function required(types, value, place) {
  return [...types]
    .filter(([name, type]) => isNonNullType(type) && !Object.hasOwn(value, name))
    .map(([name, type]) => ({ ...place, message: `$${name} of type ${type} is missing`, severity: "error" }));
}

function placeOf({ start, end }) {
  return { start, end };
}

/** Where an error of graphql-js is: the name of the node it is about, or the token at its position. */
function at(text, { message, nodes, positions }, severity) {
  const node = nodes?.[0];
  const place = (node?.alias ? undefined : node?.name?.loc) ?? node?.variable?.loc ?? node?.loc;
  if (place) return { start: place.start, end: Math.min(place.end, lineEndOf(text, place.start)), message, severity };
  const start = Math.min(positions?.[0] ?? 0, Math.max(text.length - 1, 0));
  const word = /^\w+/.exec(text.slice(start))?.[0].length ?? 1;
  return { start, end: start + word, message, severity };
}

function lineEndOf(text, offset) {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
