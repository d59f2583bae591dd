import type { FetchDataRewrite } from "@apollo/query-planner";
import type { TypeConditions } from "../supergraph/load.ts";
import { type Container, isContainer, own } from "./merge.ts";
import type { PathElement } from "./path.ts";

export const fragmentPrefix = "... on ";

/**
 * Applies the planner's rewrites to what goes to a subgraph or comes from it: an object's type renamed to the interface
 * by which the other side knows it, a field renamed that would have clashed with another.
 */
export function rewrite(data: Container, rewrites: readonly FetchDataRewrite[], matches: TypeConditions): void {
  for (const each of rewrites) rewriteAt(data, each, 0, matches);
}

function rewriteAt(value: unknown, each: FetchDataRewrite, depth: number, matches: TypeConditions): void {
  if (!isContainer(value)) return;
  if (Array.isArray(value)) {
    for (const item of value) rewriteAt(item, each, depth, matches);
    return;
  }
  const element = each.path[depth]!;
  if (element.startsWith(fragmentPrefix)) {
    const condition = element.slice(fragmentPrefix.length);
    const typeName = own(value, "__typename");
    // An entity's fields may come without their type's name; the keys that are renamed occur but once.
    if (typeName === undefined || matches(typeName, condition)) rewriteAt(value, each, depth + 1, matches);
  } else if (depth < each.path.length - 1) {
    rewriteAt(own(value, element), each, depth + 1, matches);
  } else if (each.kind === "ValueSetter") {
    value[element] = each.setValueTo;
  } else if (Object.hasOwn(value, element)) {
    value[each.renameKeyTo] = value[element];
    delete value[element];
  }
}

/** An error's path with the aliases undone that the planner gave to fields that would have clashed. */
export function unaliased(path: readonly PathElement[], rewrites: readonly FetchDataRewrite[]): readonly PathElement[] {
  if (rewrites.length === 0) return path;
  const renamed = new Map<PathElement, string>();
  for (const each of rewrites) if (each.kind === "KeyRenamer") renamed.set(each.path.at(-1)!, each.renameKeyTo);
  return path.map((element) => renamed.get(element) ?? element);
}
