import type { Property, SelectedField } from "./compileField.ts";

/**
 * The body of a function that makes a selection's executor. Names in it are GraphQL names, quoted nevertheless; what a
 * client may write freely (arguments, variables) is not in it.
 */
export function selectionText(fields: readonly SelectedField[]): string {
  return `"use strict";
${fields.map(bindings).join("\n")}
return (run, source, path) => {
  const response = {${fields.map(({ key }) => `${propertyName(key)}: null`).join(", ")}};
  const pending = [];
  const hasProperties = (typeof source === "object" && source !== null) || typeof source === "function";
  let value;
  try {
${fields.map(statements).join("\n")}
  } catch (thrown) {
    letGo(response, pending);
    throw thrown;
  }
  return pending.length > 0 ? whenFilled(response, pending) : response;
};`;
}

/** As a plain name it would set the prototype. */
function propertyName(key: string): string {
  return key === "__proto__" ? `["__proto__"]` : JSON.stringify(key);
}

function bindings({ property }: SelectedField, index: number): string {
  return property
    ? `const { rest: rest${index}, fail: fail${index} } = fields[${index}].property;`
    : `const { execute: execute${index} } = fields[${index}];`;
}

function statements({ key, property }: SelectedField, index: number): string {
  const target = `response[${JSON.stringify(key)}]`;
  return property
    ? readingStatements(property, target, key, index)
    : `${target} = value = execute${index}(run, source, path);
       ${noteIfPending(key)}`;
}

function readingStatements({ name, isServed }: Property, target: string, key: string, index: number): string {
  return `try {
      value = hasProperties ? source[${JSON.stringify(name)}] : undefined;
      if (${isServed ?? "false"}) ${target} = value;
      else {
        ${target} = value = rest${index}(run, source, value, path);
        ${noteIfPending(key)}
      }
    } catch (thrown) { ${target} = fail${index}(run, thrown, path); }`;
}

function noteIfPending(key: string): string {
  return `if (isPromise(value)) pending.push(${JSON.stringify(key)});`;
}
