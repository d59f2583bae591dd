/**
 * The result so far with the next part of a result by `@defer` or `@stream` put in. The first part is the result itself.
 */
export function withIncrement(result, part) {
  if (!result) return withoutProgress(part);
  const merged = structuredClone(result);
  for (const { path = [], data, items, errors, extensions } of part.incremental ?? []) {
    if (items) {
      const at = path.at(-1);
      const list = follow(merged.data, path.slice(0, -1));
      if (Array.isArray(list)) list.splice(at, items.length, ...items);
    } else if (data) mergeInto(follow(merged.data, path), data);
    if (errors) merged.errors = [...(merged.errors ?? []), ...errors];
    if (extensions) merged.extensions = { ...merged.extensions, ...extensions };
  }
  if (part.errors) merged.errors = [...(merged.errors ?? []), ...part.errors];
  if (part.extensions) merged.extensions = { ...merged.extensions, ...part.extensions };
  return merged;
}

function withoutProgress({ hasNext: _hasNext, incremental, ...result }) {
  return incremental ? withIncrement({ data: {}, ...result }, { incremental }) : result;
}

function follow(data, path) {
  let at = data;
  for (const step of path) at = at?.[step];
  return at;
}

function mergeInto(target, source) {
  if (!target) return;
  for (const [key, value] of Object.entries(source)) {
    const isObject = (each) => typeof each === "object" && each !== null;
    if (isObject(target[key]) && isObject(value)) mergeInto(target[key], value);
    else target[key] = value;
  }
}
