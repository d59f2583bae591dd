import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";
import { conditionOf, objectsOf, valueTypeOf } from "../authorisation/facts.ts";
import { requirementsOf } from "../authorisation/requirements.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { type CachePolicy, policyOfFields } from "./cachePolicy.ts";
import { narrower } from "./cacheScope.ts";

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const never: CachePolicy = { maxAge: 0, scope: "PRIVATE" };

/** Whether nothing that a request to a subgraph selects depends on who asks, so that callers may share its answer. */
export function isPublicFetch(supergraph: LoadedSupergraph, document: DocumentNode): boolean {
  const { maxAge, scope } = policyOfFetch(supergraph, document);
  return maxAge > 0 && scope === "PUBLIC";
}

/** Tells such fetches of a plan; a supergraph that says nothing of caching has none. */
export function publicFetchesOf(supergraph: LoadedSupergraph): (fetch: { readonly operation: string }) => boolean {
  if (!supergraph.sdl.includes("@cacheControl(")) return () => false;
  return ({ operation }) => isPublicFetch(supergraph, parse(operation, { noLocation: true }));
}

/** The policy of one request to a subgraph, for root fields or for `_entities`. What is guarded is never kept. */
export function policyOfFetch(supergraph: LoadedSupergraph, document: DocumentNode): CachePolicy {
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== "query") return never;
  const fragments: Fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const policies = partsOf(operation.selectionSet, supergraph, fragments).map(({ selectionSet, type }) =>
    type && !isGuarded(selectionSet, type, supergraph, fragments)
      ? policyOfFields(selectionSet, type, supergraph, fragments)
      : never,
  );
  const maxAge = Math.min(...policies.map((policy) => policy.maxAge));
  // Nothing but type names: there is nothing to be kept.
  if (!Number.isFinite(maxAge)) return never;
  return { maxAge, scope: policies.map((policy) => policy.scope).reduce(narrower) };
}

/** What is asked for of the root, and of the entities of each type. */
function partsOf(selectionSet: SelectionSetNode, { schema }: LoadedSupergraph, fragments: Fragments) {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value !== "_entities") {
      const alone: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [selection] };
      return [{ selectionSet: alone, type: schema.getQueryType() as GraphQLCompositeType }];
    }
    return (selection.selectionSet?.selections ?? []).flatMap((each) => {
      if (each.kind === Kind.FIELD) return [];
      const body = each.kind === Kind.INLINE_FRAGMENT ? each : fragments.get(each.name.value);
      return body
        ? [{ selectionSet: body.selectionSet, type: conditionOf(schema, body.typeCondition?.name.value) }]
        : [];
    });
  });
}

function isGuarded(
  { selections }: SelectionSetNode,
  type: GraphQLCompositeType,
  supergraph: LoadedSupergraph,
  fragments: Fragments,
): boolean {
  const { schema } = supergraph;
  const requirements = requirementsOf(supergraph);
  if (requirements.areNone) return false;
  const objects = objectsOf(schema, type);
  if (objects.some(({ name }) => requirements.ofType(name).length > 0)) return true;
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) {
      const field = selection.name.value;
      if (objects.some(({ name }) => requirements.ofField(name, field).length > 0)) return true;
      const value = selection.selectionSet && valueTypeOf(type, field);
      return value ? isGuarded(selection.selectionSet!, value, supergraph, fragments) : false;
    }
    const body = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const condition = conditionOf(schema, body?.typeCondition?.name.value) ?? type;
    return body ? isGuarded(body.selectionSet, condition, supergraph, fragments) : false;
  });
}
