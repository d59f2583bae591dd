import type { FetchDataRewrite, FetchNode, PlanNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import { type FieldNode, Kind, parse, print, type SelectionSetNode, visit } from "graphql";
import type { PlanRoot } from "../planner.ts";
import { nameRequiredFields, type RequiredFields } from "./requiredFields.ts";
import { type Requirer, requirersIn, separate } from "./separateGraphs.ts";
import { SupergraphTypes } from "./supergraphDocument.ts";
import { removeUnusedExternals } from "./unusedExternals.ts";

/** A supergraph in words that the planner gets right, and the way back from its plans. */
export interface PlanningSupergraph {
  readonly sdl: string;
  /** The plan for the supergraph as it is. */
  translated(node: PlanRoot): PlanRoot;
}

/**
 * The planner is wrong about fields that are required in two ways: with arguments, when something else asks for the same
 * field with others, and when they require others themselves. Both it gets right in a supergraph where such a field is
 * one of its own for those that require it, and is in a subgraph of its own if it requires others.
 * Undefined for supergraphs without any, as most are.
 */
export function planningSupergraph(sdl: string): PlanningSupergraph | undefined {
  const types = new SupergraphTypes(parse(sdl, { noLocation: true }));
  const required = nameRequiredFields(types);
  const requirers = requirersIn(types);
  const alone = separated(requirers, required);
  if (required.size === 0 && alone.length === 0) return undefined;

  const services = new Map<string, string>();
  const names = namesOfGraphs(types);
  for (const [index, requirer] of alone.entries()) {
    const selections = required.has(requirer.fieldName) ? selectionsOf(requirer.fieldName, requirers) : undefined;
    services.set(separate(types, requirer, selections, index + 1), names.get(requirer.graph)!);
  }
  removeUnusedExternals(types);
  return {
    sdl: print(types.document()),
    translated: (node) => node && (translatedRoot(node, { services, required }) as PlanRoot),
  };
}

/**
 * Those that need a subgraph of their own: whatever is required too, whatever is at odds with another over arguments,
 * and, lest the planner ask for required fields where they are but external, what shares such fields with one of these.
 */
function separated(requirers: readonly Requirer[], required: RequiredFields): readonly Requirer[] {
  const originals = new Set([...required.values()].map(({ name }) => name.value));
  const needed = requirers.filter(
    (each) =>
      required.has(each.fieldName) || originals.has(each.fieldName) || hasOtherArguments(each, requirers, required),
  );
  const isNeighbour = (each: Requirer) =>
    needed.some(
      (other) =>
        other.graph === each.graph &&
        other.typeName === each.typeName &&
        namesIn(other.requires).some((name) => namesIn(each.requires).includes(name)),
    );
  return requirers.filter((each) => needed.includes(each) || isNeighbour(each));
}

function namesOfGraphs(types: SupergraphTypes): Map<string, string> {
  const graphs = types.get("join__Graph");
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map((value) => {
      const argument = value.directives?.[0]?.arguments?.find((each) => each.name.value === "name")?.value;
      return [value.name.value, argument?.kind === Kind.STRING ? argument.value : ""];
    }),
  );
}

/** What others select of a field that they require. */
function selectionsOf(fieldName: string, requirers: readonly Requirer[]): SelectionSetNode[] {
  const within = ({ selections }: SelectionSetNode): SelectionSetNode[] =>
    selections.flatMap((each) => {
      if (each.kind === Kind.FRAGMENT_SPREAD || !each.selectionSet) return [];
      const own = each.kind === Kind.FIELD && each.name.value === fieldName ? [each.selectionSet] : [];
      return [...own, ...within(each.selectionSet)];
    });
  return requirers.flatMap(({ requires }) => within(requires));
}

/** Whether another field of its type and subgraph requires the same field with other arguments. */
function hasOtherArguments(requirer: Requirer, requirers: readonly Requirer[], required: RequiredFields): boolean {
  const own = namesIn(requirer.requires);
  const realName = (name: string) => required.get(name)?.name.value ?? name;
  return requirers.some(
    (other) =>
      other !== requirer &&
      other.graph === requirer.graph &&
      other.typeName === requirer.typeName &&
      namesIn(other.requires).some((name) => own.some((each) => each !== name && realName(each) === realName(name))),
  );
}

function namesIn({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((each) => {
    if (each.kind === Kind.FRAGMENT_SPREAD) return [];
    const below = each.selectionSet ? namesIn(each.selectionSet) : [];
    return each.kind === Kind.FIELD ? [each.name.value, ...below] : below;
  });
}

interface Translation {
  readonly services: ReadonlyMap<string, string>;
  readonly required: RequiredFields;
}

function translatedRoot(node: NonNullable<PlanRoot>, translation: Translation): NonNullable<PlanRoot> {
  if (node.kind !== "Subscription") return translatedNode(node, translation);
  const { primary, rest } = node;
  return {
    ...node,
    primary: translatedFetch(primary, translation),
    ...(rest ? { rest: translatedNode(rest, translation) } : {}),
  };
}

function translatedNode(node: PlanNode, translation: Translation): PlanNode {
  const translated = (each: PlanNode) => translatedNode(each, translation);
  switch (node.kind) {
    case "Fetch":
      return translatedFetch(node, translation);
    case "Sequence":
    case "Parallel":
      return { ...node, nodes: node.nodes.map(translated) };
    case "Flatten":
      return { ...node, node: translated(node.node) };
    case "Condition":
      return {
        ...node,
        ...(node.ifClause ? { ifClause: translated(node.ifClause) } : {}),
        ...(node.elseClause ? { elseClause: translated(node.elseClause) } : {}),
      };
    case "Defer":
      return {
        ...node,
        primary: { ...node.primary, ...(node.primary.node ? { node: translated(node.primary.node) } : {}) },
        deferred: node.deferred.map((each) => ({ ...each, ...(each.node ? { node: translated(each.node) } : {}) })),
      };
  }
}

function translatedFetch(node: FetchNode, { services, required }: Translation): FetchNode {
  const { operationDocumentNode: _asItWas, ...others } = node;
  return {
    ...others,
    serviceName: services.get(node.serviceName) ?? node.serviceName,
    operation: required.size > 0 ? withArguments(node.operation, required) : node.operation,
    requires: node.requires?.map((each) => translatedSelection(each, required)),
    inputRewrites: node.inputRewrites?.map((each) => withRealNames(each, required)),
  } as FetchNode;
}

function withArguments(operation: string, required: RequiredFields): string {
  const document = parse(operation, { noLocation: true });
  let isChanged = false;
  const changed = visit(document, {
    Field(field): FieldNode | undefined {
      const real = required.get(field.name.value);
      if (!real) return undefined;
      isChanged = true;
      return { ...field, ...real, alias: field.alias ?? field.name };
    },
  });
  return isChanged ? print(changed) : operation;
}

function translatedSelection(selection: QueryPlanSelectionNode, required: RequiredFields): QueryPlanSelectionNode {
  const selections = selection.selections?.map((each) => translatedSelection(each, required));
  if (selection.kind === "InlineFragment") return { ...selection, selections: selections ?? [] };
  const real = required.get(selection.name);
  return {
    ...selection,
    ...(selections ? { selections } : {}),
    ...(real ? { alias: selection.alias ?? selection.name, name: real.name.value } : {}),
  };
}

function withRealNames(each: FetchDataRewrite, required: RequiredFields): FetchDataRewrite {
  return { ...each, path: each.path.map((element) => required.get(element)?.name.value ?? element) };
}
