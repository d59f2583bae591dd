import {
  type DirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { conditionOf, fragmentsOf, objectsOf, requirementsWithin } from "../authorisation/facts.ts";
import { requirementsOf } from "../authorisation/requirements.ts";
import type { KnownOperation } from "../pipeline/operation.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { type CacheHint, type CacheHints, cacheHintsOf } from "./cacheHints.ts";
import { type CacheScope, narrower } from "./cacheScope.ts";

/** How long an answer may be kept, and for whom. */
export interface CachePolicy {
  /** Seconds; 0 for an answer that is not to be kept. */
  readonly maxAge: number;
  readonly scope: CacheScope;
}

/** The policy of an operation, whatever its answer turns out to be. */
export interface OperationPolicy extends CachePolicy {
  /** Whether it asks about the schema alone: whoever serves another schema answers differently, and nobody else. */
  readonly isIntrospection: boolean;
}

export const notKept: OperationPolicy = { maxAge: 0, scope: "PRIVATE", isIntrospection: false };

/** The schema only changes with the supergraph, which is part of each key; so this only bounds how long memory is held. */
const introspectionSeconds = 3_600;

/**
 * The policy of an operation: as long as the shortest of its fields, for as few as the narrowest.
 *
 * A field takes its own `@cacheControl`, or else its type's. Where neither says how long, root fields and fields that
 * hold objects are not kept at all, unless they inherit; any other field lives as long as its object. What is guarded is
 * at most for callers of equal rights, and what a policy decides for one caller alone.
 */
export function policyOf(operation: KnownOperation): OperationPolicy {
  const { variant, node } = operation;
  if (operation.kind !== "query") return notKept;
  const { supergraph } = variant;
  const hints = cacheHintsOf(supergraph);
  const policy = new GrowingPolicy();
  // In the whole schema: a variant leaves elements out, and with them what an interface's objects say.
  policy.addSelections(node.selectionSet, supergraph.schema.getQueryType()!, {
    hints,
    schema: supergraph.schema,
    fragments: fragmentsOf(operation),
    isRoot: true,
  });
  if (policy.maxAge === 0) return notKept;
  for (const { kind } of requirementsWithin(operation, requirementsOf(supergraph))) {
    policy.addScope(kind === "policies" ? "PRIVATE" : "RIGHTS");
  }
  if (policy.maxAge !== Number.POSITIVE_INFINITY) {
    return { maxAge: policy.maxAge, scope: policy.scope, isIntrospection: false };
  }
  return { maxAge: introspectionSeconds, scope: "RIGHTS", isIntrospection: true };
}

/**
 * The policy of fields that a subgraph is asked for: of a root type, or of entities that are known already. What says
 * nothing of itself is then like its entity.
 */
export function policyOfFields(
  selectionSet: SelectionSetNode,
  type: GraphQLCompositeType,
  supergraph: LoadedSupergraph,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): CachePolicy {
  const { schema } = supergraph;
  const hints = cacheHintsOf(supergraph);
  const isRoot = type === schema.getQueryType();
  const policy = new GrowingPolicy();
  const entity = isRoot ? undefined : (hints.ofType(type.name) ?? silent);
  policy.addSelections(selectionSet, type, { hints, schema, fragments, isRoot, entity });
  return policy;
}

const silent: CacheHint = { maxAge: 0, scope: "PRIVATE", inheritMaxAge: false };

interface Surroundings {
  readonly hints: CacheHints;
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly isRoot: boolean;
  /** What holds for the object that the fields are of, where no field led to it. */
  readonly entity?: CacheHint | undefined;
}

class GrowingPolicy implements CachePolicy {
  /** Infinite as long as nothing bounds it. */
  maxAge: number = Number.POSITIVE_INFINITY;
  scope: CacheScope = "PUBLIC";
  readonly #seen = new Set<string>();

  addScope(scope: CacheScope | undefined): void {
    if (scope !== undefined) this.scope = narrower(this.scope, scope);
  }

  addSelections({ selections }: SelectionSetNode, parent: GraphQLCompositeType, surroundings: Surroundings): void {
    const { schema, fragments } = surroundings;
    for (const selection of selections) {
      // Parts that come later are no answer that could be kept whole.
      if (isDeferred(selection.directives)) this.maxAge = 0;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (!name.startsWith("__")) this.#addField(name, parent, surroundings, selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = conditionOf(schema, selection.typeCondition?.name.value) ?? parent;
        this.#addFragment(selection.selectionSet, condition, parent, surroundings);
      } else {
        // What a fragment's fields come to also depends on whether a field led to them.
        const mark = `${selection.name.value} ${surroundings.isRoot} ${surroundings.entity !== undefined}`;
        if (this.#seen.has(mark)) continue;
        this.#seen.add(mark);
        const fragment = fragments.get(selection.name.value);
        const condition = conditionOf(schema, fragment?.typeCondition.name.value);
        if (fragment && condition) this.#addFragment(fragment.selectionSet, condition, parent, surroundings);
      }
    }
  }

  /** What the objects of an abstract type say of themselves is heard where it is known that they are meant. */
  #addFragment(
    selectionSet: SelectionSetNode,
    condition: GraphQLCompositeType,
    parent: GraphQLCompositeType,
    surroundings: Surroundings,
  ): void {
    if (condition !== parent) {
      const hint = surroundings.hints.ofType(condition.name);
      if (hint?.maxAge !== undefined) this.maxAge = Math.min(this.maxAge, hint.maxAge);
      this.addScope(hint?.scope);
    }
    this.addSelections(selectionSet, condition, surroundings);
  }

  #addField(
    name: string,
    parent: GraphQLCompositeType,
    surroundings: Surroundings,
    selectionSet: SelectionSetNode | undefined,
  ): void {
    const holders = objectsOf(surroundings.schema, parent).filter((type) => name in type.getFields());
    const field = holders[0]?.getFields()[name];
    if (!field) {
      this.maxAge = 0;
      return;
    }
    const target = getNamedType(field.type);
    for (const holder of holders) {
      const own = getNamedType(holder.getFields()[name]!.type);
      const hint = surroundings.hints.ofField(holder.name, name) ?? surroundings.hints.ofField(parent.name, name);
      this.#addHint(hint, isCompositeType(own) ? own : undefined, surroundings);
    }
    if (!selectionSet) return;
    const declared = "getFields" in parent ? parent.getFields()[name] : undefined;
    const within = declared ? getNamedType(declared.type) : target;
    if (isCompositeType(within))
      this.addSelections(selectionSet, within, { ...surroundings, isRoot: false, entity: undefined });
  }

  #addHint(
    hint: CacheHint | undefined,
    target: GraphQLCompositeType | undefined,
    { hints, schema, isRoot, entity }: Surroundings,
  ): void {
    const ofType = target && hints.ofType(target.name);
    const inherits = hint?.inheritMaxAge === true || ofType?.inheritMaxAge === true;
    const maxAge =
      hint?.maxAge ?? ofType?.maxAge ?? (entity && (!target || inherits) ? (entity.maxAge ?? 0) : undefined);
    if (entity && hint?.scope === undefined) this.addScope(entity.scope);
    if (maxAge !== undefined) this.maxAge = Math.min(this.maxAge, maxAge);
    else if (isRoot || (target && !inherits)) this.maxAge = 0;
    this.addScope(hint?.scope);
    this.addScope(ofType?.scope);
    if (!target || !isAbstractType(target)) return;
    for (const object of objectsOf(schema, target)) this.addScope(hints.ofType(object.name)?.scope);
  }
}

function isDeferred(directives: readonly DirectiveNode[] | undefined): boolean {
  return directives?.some(({ name }) => name.value === "defer" || name.value === "stream") ?? false;
}
