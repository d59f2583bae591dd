import type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from "@apollo/query-planner";
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from "graphql";

/** One thing to do while executing; the planner's nodes, with what can be known beforehand worked out. */
export type Step = Fetch | Several | Flatten | Condition;

export interface Fetch {
  readonly kind: "fetch";
  readonly service: string;
  readonly query: string;
  readonly operationName: string | undefined;
  /** The client's variables that the query uses. */
  readonly variables: readonly string[];
  /** What to send of each entity; undefined for a fetch of root fields. */
  readonly requires: readonly QueryPlanSelectionNode[] | undefined;
  readonly inputRewrites: readonly FetchDataRewrite[];
  readonly outputRewrites: readonly FetchDataRewrite[];
  /** The response keys that the fetch adds, to the root or to each of its entities. */
  readonly keys: readonly string[];
}

export interface Several {
  readonly kind: "sequence" | "parallel";
  readonly steps: readonly Step[];
}

export interface Flatten {
  readonly kind: "flatten";
  /** Response keys from where the step begins; "@" stands for every item of a list. */
  readonly path: readonly string[];
  readonly step: Step;
}

export interface Condition {
  readonly kind: "condition";
  /** A Boolean variable. */
  readonly variable: string;
  readonly met: Step | undefined;
  readonly unmet: Step | undefined;
}

/** What a subscription listens to, and what is done with each event. */
export interface SubscriptionSteps {
  readonly primary: Fetch;
  readonly rest: Step | undefined;
}

/** Turns a plan of the planner into steps. */
export function toStep(node: PlanNode): Step {
  switch (node.kind) {
    case "Fetch":
      return toFetch(node);
    case "Sequence":
      return { kind: "sequence", steps: node.nodes.map(toStep) };
    case "Parallel":
      return { kind: "parallel", steps: node.nodes.map(toStep) };
    case "Flatten":
      return { kind: "flatten", path: node.path.map(String), step: toStep(node.node) };
    case "Condition":
      return {
        kind: "condition",
        variable: node.condition,
        met: node.ifClause && toStep(node.ifClause),
        unmet: node.elseClause && toStep(node.elseClause),
      };
    case "Defer":
      throw new Error("A plan with @defer cannot be executed");
  }
}

export function toSubscriptionSteps(node: SubscriptionNode): SubscriptionSteps {
  return { primary: toFetch(node.primary), rest: node.rest && toStep(node.rest) };
}

function toFetch(node: FetchNode): Fetch {
  if (node.contextRewrites?.length) throw new Error("Arguments from @context cannot be executed");
  return {
    kind: "fetch",
    service: node.serviceName,
    query: node.operation,
    operationName: node.operationName,
    variables: node.variableUsages ?? [],
    requires: node.requires,
    inputRewrites: node.inputRewrites ?? [],
    outputRewrites: node.outputRewrites ?? [],
    keys: keysOf(node),
  };
}

function keysOf(node: FetchNode): string[] {
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

  const keys = new Set<string>();
  const collect = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments.get(selection.name.value)!.selectionSet);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (node.requires && selection.name.value === "_entities") collect(selection.selectionSet!);
      else {
        const key = selection.alias?.value ?? selection.name.value;
        keys.add(renamed.get(key) ?? key);
      }
    }
  };
  collect(operation.selectionSet);
  keys.delete("__typename");
  return [...keys];
}
