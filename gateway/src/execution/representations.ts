import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import type { Fetch } from "../planning/steps.ts";
import type { TypeConditions } from "../supergraph/load.ts";
import type { Failure, Failures } from "./failures.ts";
import { type Container, isContainer, mergeInto, own } from "./merge.ts";
import type { Place } from "./places.ts";
import { rewrite } from "./rewrites.ts";

/** What is sent of entities, each different one once, and the places that its answer belongs to. */
export interface Representations {
  readonly values: readonly Container[];
  readonly places: readonly (readonly Place[])[];
  /** Entities that cannot be asked for because something that they need has failed. */
  readonly hindered: readonly { readonly place: Place; readonly failure: Failure }[];
}

export function representationsOf(
  fetch: Fetch,
  places: readonly Place[],
  failures: Failures,
  matches: TypeConditions,
): Representations {
  const indexOf = new Map<string, number>();
  const values: Container[] = [];
  const placesOf: Place[][] = [];
  const hindered: { place: Place; failure: Failure }[] = [];

  for (const place of places) {
    const found = select(place.object, fetch.requires ?? [], failures, matches);
    if ("hindrance" in found) {
      if (found.hindrance) hindered.push({ place, failure: found.hindrance });
      continue;
    }
    // An object of a type that no fragment names has nothing to ask for.
    if (!("__typename" in found.value)) continue;
    rewrite(found.value, fetch.inputRewrites, matches);
    const text = JSON.stringify(found.value);
    const index = indexOf.get(text);
    if (index === undefined) {
      indexOf.set(text, values.length);
      values.push(found.value);
      placesOf.push([place]);
    } else {
      placesOf[index]!.push(place);
    }
  }
  return { values, places: placesOf, hindered };
}

/** The selected part, or why it cannot be had: a failure that is known, or undefined. */
type Selected = { readonly value: Container } | { readonly hindrance: Failure | undefined };

function select(
  source: Container,
  selections: readonly QueryPlanSelectionNode[],
  failures: Failures,
  matches: TypeConditions,
): Selected {
  const value: Container = {};
  for (const selection of selections) {
    if (selection.kind === "InlineFragment") {
      const { typeCondition } = selection;
      if (typeCondition !== undefined && !matches(own(source, "__typename"), typeCondition)) continue;
      const part = select(source, selection.selections, failures, matches);
      if ("hindrance" in part) return part;
      mergeInto(value, part.value, false);
      continue;
    }
    const key = selection.alias ?? selection.name;
    const given = own(source, key);
    const [failure] = failures.find(source, key) ?? [];
    // A null that stands for an error is no input: the subgraph would take it for a fact.
    if (given === undefined || (given === null && failure)) return { hindrance: failure };
    const part = selection.selections ? selectWithin(given, selection.selections, failures, matches) : { value: given };
    if ("hindrance" in part) return part;
    if (isContainer(part.value) && isContainer(value[key])) mergeInto(value[key], part.value, false);
    else value[key] = part.value;
  }
  return { value };
}

function selectWithin(
  given: unknown,
  selections: readonly QueryPlanSelectionNode[],
  failures: Failures,
  matches: TypeConditions,
): { readonly value: unknown } | { readonly hindrance: Failure | undefined } {
  if (!isContainer(given)) return { value: given };
  if (!Array.isArray(given)) return select(given, selections, failures, matches);
  const items: unknown[] = [];
  for (const [index, item] of given.entries()) {
    const [failure] = (item === null && failures.find(given as unknown as Container, index)) || [];
    const part = failure ? { hindrance: failure } : selectWithin(item, selections, failures, matches);
    if ("hindrance" in part) return part;
    items.push(part.value);
  }
  return { value: items };
}
