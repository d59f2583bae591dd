import type { ContextVariable } from "../planning/steps.ts";
import type { TypeConditions } from "../supergraph/load.ts";
import { type Container, isContainer, own } from "./merge.ts";
import { fragmentPrefix } from "./rewrites.ts";

/**
 * Entities for which the arguments from around them have the same values, and those values as the inside of a JSON
 * object.
 */
export type GroupByContext = (bases: readonly Container[]) => ReadonlyMap<string, Container[]>;

/** The search for the entities at `path`, together with what `@fromContext` arguments get for each of them. */
export function groupingByContext(
  path: readonly string[],
  contexts: readonly ContextVariable[],
  matches: TypeConditions,
): GroupByContext {
  return (bases) => {
    const groups = new Map<string, Container[]>();
    for (const lineage of lineagesAt(path, bases)) {
      const text = textOf(valuesFor(lineage, contexts, matches));
      const group = groups.get(text);
      if (group) group.push(lineage.at(-1)!);
      else groups.set(text, [lineage.at(-1)!]);
    }
    return groups;
  };
}

/** Every object at the path, behind the objects around it, outermost first; lists are no level of their own. */
function lineagesAt(path: readonly string[], bases: readonly Container[]): Container[][] {
  let found: { readonly value: Container; readonly around: Container[] }[] = bases.map((value) => ({
    value,
    around: [],
  }));
  for (const element of path) {
    found = found.flatMap(({ value, around }) => {
      if (element === "@") {
        const items: unknown[] = Array.isArray(value) ? value : [];
        return items.filter(isContainer).map((item) => ({ value: item, around }));
      }
      const next = own(value, element);
      return isContainer(next) ? [{ value: next, around: [...around, value] }] : [];
    });
  }
  return found.map(({ value, around }) => [...around, value]);
}

function valuesFor(
  lineage: readonly Container[],
  contexts: readonly ContextVariable[],
  matches: TypeConditions,
): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const { variable, path } of contexts) {
    const levels = path.filter((element) => element === "..").length;
    const around = lineage[lineage.length - 1 - levels];
    const value = valueAt(around, path.slice(levels), matches);
    // Several places may fill a variable, one for each type that sets the context.
    if (value !== undefined || !values.has(variable)) values.set(variable, value);
  }
  return values;
}

function valueAt(value: unknown, [element, ...path]: readonly string[], matches: TypeConditions): unknown {
  if (element === undefined || value === null) return value;
  if (!isContainer(value)) return undefined;
  if (Array.isArray(value)) return value.map((item) => valueAt(item, [element, ...path], matches));
  if (!element.startsWith(fragmentPrefix)) return valueAt(own(value, element), path, matches);
  return matches(own(value, "__typename"), element.slice(fragmentPrefix.length))
    ? valueAt(value, path, matches)
    : undefined;
}

function textOf(values: ReadonlyMap<string, unknown>): string {
  return [...values].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? null}`).join(",");
}
