/**
 * A copy that shares no list and no plain object with what it was made of: half the time of writing and parsing it again.
 * Anything else is what it is in both, such as an error of graphql's that comes from a subgraph in process.
 */
export function copyOf<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return copyOfList(value) as Value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const source = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const key in source) {
    const child = source[key];
    if (key === "__proto__") define(copy, copyOf(child));
    else copy[key] = typeof child === "object" ? copyOf(child) : child;
  }
  return copy as Value;
}

function copyOfList(list: readonly unknown[]): unknown[] {
  const { length } = list;
  const copy = new Array<unknown>(length);
  for (let index = 0; index < length; index++) copy[index] = copyOf(list[index]);
  return copy;
}

/** A field of that name, which JSON may hold, as the field that it is: an assignment would exchange the prototype. */
function define(object: object, value: unknown): void {
  Object.defineProperty(object, "__proto__", { value, writable: true, enumerable: true, configurable: true });
}
