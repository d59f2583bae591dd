import type { FetchDataRewrite, FetchNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from "graphql";

/** A fetch of the planner's, with what can be known of it beforehand worked out. */
export interface Fetch {
  readonly service: string;
  readonly kind: "query" | "mutation" | "subscription";
  readonly query: string;
  readonly operationName: string | undefined;
  /** The client's variables that the query uses. */
  readonly variables: readonly string[];
  /** What to send of each entity; undefined for a fetch of root fields. */
  readonly requires: readonly QueryPlanSelectionNode[] | undefined;
  readonly inputRewrites: readonly FetchDataRewrite[];
  readonly outputRewrites: readonly FetchDataRewrite[];
  /** Arguments that come from around the entities: where each is found, and the query's variable that it fills. */
  readonly contexts: readonly ContextVariable[];
  /** What the fetch adds to the root or to each of its entities: response keys, with the names of their fields. */
  readonly selected: readonly { readonly key: string; readonly name: string }[];
  /** The response keys alone. */
  readonly keys: readonly string[];
}

/** One place where the value of a `@fromContext` argument may be. */
export interface ContextVariable {
  readonly variable: string;
  /** From the entity: ".." for the object around, "... on T" for objects of that type only, and keys. */
  readonly path: readonly string[];
}

export function toFetch(node: FetchNode): Fetch {
  const selected = selectedBy(node);
  return {
    service: node.serviceName,
    kind: node.operationKind,
    query: node.operation,
    operationName: node.operationName,
    variables: node.variableUsages ?? [],
    requires: node.requires,
    inputRewrites: node.inputRewrites ?? [],
    outputRewrites: node.outputRewrites ?? [],
    contexts: (node.contextRewrites ?? []).map(({ path, renameKeyTo }) => ({ variable: renameKeyTo, path })),
    selected: [...selected].map(([key, name]) => ({ key, name })),
    keys: [...selected.keys()],
  };
}

/** From response keys to fields; types that are objects of one interface may have several of one key. */
function selectedBy(node: FetchNode): Map<string, string> {
  const { definitions } = parse(node.operation, { noLocation: true });
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const fragments = new Map(
    definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  const renamed = new Map(
    (node.outputRewrites ?? []).flatMap((rewrite) => {
      const fields = rewrite.path.filter((element) => !element.startsWith("... on "));
      return rewrite.kind === "KeyRenamer" && fields.length === 1 ? [[fields[0]!, rewrite.renameKeyTo] as const] : [];
    }),
  );

  const selected = new Map<string, string>();
  const collect = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments.get(selection.name.value)!.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (node.requires && selection.name.value === "_entities") collect(selection.selectionSet!);
      else {
        const name = selection.name.value;
        const key = selection.alias?.value ?? name;
        selected.set(renamed.get(key) ?? key, name);
      }
    }
  };
  collect(operation.selectionSet);
  selected.delete("__typename");
  return selected;
}
