import { compileCode, property, quoted } from "./code.ts";

/** A JSON object or list, by key or index. */
export type Container = Record<string | number, unknown>;

export function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

/** A value of a container's own: response keys such as `constructor` are never found on the prototype. */
export function own(container: Container, key: string | number): unknown {
  return Object.hasOwn(container, key) ? container[key] : undefined;
}

/**
 * Adds what a fetch brought to what is there already. Null takes the place of nothing, so a subgraph that could not
 * answer does not undo what another answered. With `copy` the source stays untouched and unshared: the answer for one
 * entity may belong to several places, which later fetches add to one by one.
 */
export function mergeInto(target: Container, source: Container, copy: boolean): void {
  for (const key of Object.keys(source)) {
    const given = source[key];
    const present = own(target, key);
    if (isContainer(given) && isContainer(present)) mergeInto(present, given, copy);
    else if (given !== undefined && (given !== null || present === undefined)) {
      target[key] = copy && isContainer(given) ? copyOf(given) : given;
    }
  }
}

/** A copy all the way down. */
export function copyOf(value: Container): Container {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (isContainer(item) ? copyOf(item) : item)) as unknown as Container;
  }
  const copy: Container = {};
  for (const key of Object.keys(value)) {
    const each = value[key];
    copy[key] = isContainer(each) ? copyOf(each) : each;
  }
  return copy;
}

/** Adds an answer of known keys to an object, as `mergeInto` does. */
export type Merge = (target: Container, source: Container, copy: boolean) => void;

/**
 * Compiles the merging of answers that have these keys. An object's type name is merged too, but the name of an
 * interface, which is all that a subgraph with an interface object knows, never takes the place of a type's.
 */
export function compileMerge(keys: readonly string[], isInterface: (typeName: string) => boolean): Merge {
  const assignments = keys.map((key) => {
    const target = `target[${quoted(key)}]`;
    return `given = ${property("source", key)};
      if (typeof given === "object") {
        present = ${property("target", key)};
        if (given === null) { if (present === undefined) ${target} = null; }
        else if (typeof present === "object" && present !== null) mergeInto(present, given, copy);
        else ${target} = copy ? copyOf(given) : given;
      } else if (given !== undefined) ${target} = given;`;
  });
  return compileCode<Merge>(
    `return (target, source, copy) => {
      let given = source.__typename, present = target.__typename;
      if (given !== present && typeof given === "string" && (present === undefined || !isInterface(given))) {
        target.__typename = given;
      }
      ${assignments.join("\n")}
    };`,
    { mergeInto, copyOf, isInterface },
  );
}
