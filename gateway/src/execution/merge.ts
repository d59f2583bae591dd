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

function copyOf(value: Container): Container {
  const copy = (Array.isArray(value) ? new Array(value.length) : Object.create(null)) as Container;
  for (const key of Object.keys(value)) {
    const each = value[key];
    copy[key] = isContainer(each) ? copyOf(each) : each;
  }
  return copy;
}
