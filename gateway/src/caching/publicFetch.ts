import { type DocumentNode, type FragmentDefinitionNode, isCompositeType, Kind, type SelectionNode } from "graphql";
import { requirementsOf } from "../plugins/authorisationRequirements.ts";
import { conditionOf, objectsOf, valueTypeOf } from "../plugins/authorisationFacts.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { type CachePolicy, policyOfFields } from "./cachePolicy.ts";
import { narrower } from "./cacheScope.ts";

/**
 * The policy of one request to a subgraph: of root fields, or of `_entities`. Its objects are known already, so that of
 * them their type's own hint counts, which their scalars inherit. Not kept: mutations, subscriptions, whatever is guarded.
 */
export function policyOfFetch(supergraph: LoadedSupergraph, document: DocumentNode): CachePolicy {
  const never: CachePolicy = { maxAge: 0, scope: "PRIVATE" };
  const { schema } = supergraph;
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== "query") return never;
  const fragments = new Map(
    document.definitions.flatMap((each): (readonly [string, FragmentDefinitionNode])[] =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [],
    ),
  );
  const policies: CachePolicy[] = [];
  for (const selection of operation.selectionSet.selections) {
    const ofEntities = selection.kind === Kind.FIELD && selection.name.value === "_entities";
    if (!ofEntities) {
      const root = schema.getQueryType()!;
      const selectionSet = { kind: Kind.SELECTION_SET, selections: [selection] } as const;
      if (isGuarded(supergraph, [selection], root.name, fragments)) return never;
      policies.push(policyOfFields(selectionSet, root, { supergraph, fragments, isRoot: true }));
      continue;
    }
    for (const entity of selection.selectionSet?.selections ?? []) {
      if (entity.kind === Kind.FIELD) continue;
      const name =
        entity.kind === Kind.INLINE_FRAGMENT
          ? entity.typeCondition?.name.value
          : fragments.get(entity.name.value)?.typeCondition.name.value;
      const type = conditionOf(schema, name);
      if (!isCompositeType(type) || isGuarded(supergraph, [entity], type.name, fragments)) return never;
      policies.push(policyOfEntity(supergraph, entity, type.name, fragments));
    }
  }
  if (policies.length === 0) return never;
  const maxAge = Math.min(...policies.map((policy) => policy.maxAge));
  if (maxAge === Number.POSITIVE_INFINITY) return never;
  return { maxAge, scope: policies.map((policy) => policy.scope).reduce(narrower) };
}

/** Whether nothing that a request to a subgraph selects depends on who asks, so that callers may share its answer. */
export function isPublicFetch(supergraph: LoadedSupergraph, document: DocumentNode): boolean {
  const { maxAge, scope } = policyOfFetch(supergraph, document);
  return maxAge > 0 && scope === "PUBLIC";
}
