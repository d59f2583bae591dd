/**
 * Writing code that is compiled with `new Function`. Whatever stands in the text comes from here or is a literal of ours:
 * names of the schema and of clients enter it as JSON strings alone, everything else as a constant.
 */

/** A name as a string literal. */
export function quoted(name: string): string {
  return JSON.stringify(name);
}

/** Reads an object's own property: `constructor` and its like are never found on the prototype. */
export function property(object: string, name: string): string {
  const access = `${object}[${quoted(name)}]`;
  return name in Object.prototype ? `(hasOwn(${object}, ${quoted(name)}) ? ${access} : undefined)` : access;
}

/** A key of an object literal; `__proto__` would be no key there unless it is computed. */
export function literalKey(name: string): string {
  return name === "__proto__" ? `[${quoted(name)}]` : quoted(name);
}

/** Compiles a function body; the constants are what it may name. */
export function compileCode<Compiled>(body: string, constants: Readonly<Record<string, unknown>>): Compiled {
  const known = { hasOwn: Object.hasOwn, ...constants };
  return new Function(...Object.keys(known), `"use strict";\n${body}`)(...Object.values(known)) as Compiled;
}
