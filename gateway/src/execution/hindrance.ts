import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import type { TypeConditions } from "../supergraph/load.ts";
import type { Failure, Failures } from "./failures.ts";
import { type Container, isContainer, own } from "./merge.ts";

/** The known failure for which an entity cannot be asked for; undefined when it simply is not there. */
export function hindranceOf(
  value: unknown,
  selections: readonly QueryPlanSelectionNode[],
  failures: Failures,
  matches: TypeConditions,
): Failure | undefined {
  if (!isContainer(value)) return undefined;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const failure =
        (item === null && failures.find(value as unknown as Container, index)?.[0]) ||
        hindranceOf(item, selections, failures, matches);
      if (failure) return failure;
    }
    return undefined;
  }
  for (const selection of selections) {
    const failure = hindranceIn(value, selection, failures, matches);
    if (failure) return failure;
  }
  return undefined;
}

function hindranceIn(
  value: Container,
  selection: QueryPlanSelectionNode,
  failures: Failures,
  matches: TypeConditions,
): Failure | undefined {
  if (selection.kind === "InlineFragment") {
    const { typeCondition, selections } = selection;
    const applies = typeCondition === undefined || matches(own(value, "__typename"), typeCondition);
    return applies ? hindranceOf(value, selections, failures, matches) : undefined;
  }
  const key = selection.alias ?? selection.name;
  const given = own(value, key);
  if (given === undefined || given === null) return failures.find(value, key)?.[0];
  return selection.selections && hindranceOf(given, selection.selections, failures, matches);
}
