import type { FetchNode, PlanNode } from "@apollo/query-planner";

/**
 * Numbers the texts that several fetches of entities in a plan have: those fetches share one entity loader. Operation
 * names, which the planner numbers, are left out of the comparison.
 */
export function sharedTexts(node: PlanNode | undefined): (fetch: FetchNode) => number | undefined {
  const occurrences = new Map<string, number>();
  for (const fetch of fetchesOf(node)) {
    const text = textOf(fetch);
    occurrences.set(text, (occurrences.get(text) ?? 0) + 1);
  }
  const shared = [...occurrences].filter(([, times]) => times > 1).map(([text]) => text);
  if (shared.length === 0) return () => undefined;
  return (fetch) => {
    const index = shared.indexOf(textOf(fetch));
    return index === -1 ? undefined : index;
  };
}

function textOf({ serviceName, operationName, operation, outputRewrites }: FetchNode): string {
  const unnamed = operationName ? operation.replace(operationName, "") : operation;
  return JSON.stringify([serviceName, unnamed, outputRewrites]);
}

function fetchesOf(node: PlanNode | undefined): FetchNode[] {
  switch (node?.kind) {
    case "Fetch":
      return node.requires && !node.contextRewrites?.length ? [node] : [];
    case "Sequence":
    case "Parallel":
      return node.nodes.flatMap(fetchesOf);
    case "Flatten":
      return fetchesOf(node.node);
    case "Condition":
      return [...fetchesOf(node.ifClause), ...fetchesOf(node.elseClause)];
    case "Defer":
      return [...fetchesOf(node.primary.node), ...node.deferred.flatMap((each) => fetchesOf(each.node))];
    case undefined:
      return [];
  }
}
