import type { QueryPlanFieldNode } from "@apollo/query-planner";
import type { TypeConditions } from "../supergraph/load.ts";
import { fieldsFor } from "./compileRepresentation.ts";
import type { EntityKey } from "./entityKeys.ts";
import type { Failure, Failures } from "./failures.ts";
import { type Container, isContainer, own } from "./merge.ts";

/** What is known of the fields that a fetch sends of its entities of one type. */
export interface SentFields {
  readonly fields: readonly QueryPlanFieldNode[];
  /** The keys that are sent; without any, entities of the type are not asked for. */
  readonly keys: readonly EntityKey[];
  /** The response keys of the fetch that require a field, by its name. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

/** What comes of failures among the fields that should be sent of an entity. */
export interface Hindrance {
  /** What there is to send, with null in place of what failed and without keys that did; undefined for nothing. */
  readonly shown: Container | undefined;
  /** Response keys of the fetch that cannot be had, and why. */
  readonly voided: readonly { readonly key: string; readonly reason: Failure }[];
}

/**
 * A field that failed hinders what requires it, and the whole entity only when no key is left: the subgraph is sent null
 * for it, and not believed in what it makes of that. Undefined when nothing failed.
 */
export function hindranceOf(
  entity: Container,
  { fields, keys, dependents }: SentFields,
  allKeys: readonly string[],
  failures: Failures,
  matches: TypeConditions,
): Hindrance | undefined {
  let shown: Container | undefined;
  let reason: Failure | undefined;
  const failed = new Set<string>();
  const voided: { key: string; reason: Failure }[] = [];
  for (const field of fields) {
    const failure = failureAt(entity, field, failures, matches);
    if (!failure) continue;
    reason ??= failure;
    failed.add(field.name);
    shown ??= { ...entity };
    const source = field.alias ?? field.name;
    if (keys.some((key) => key.fields.includes(field.name))) delete shown[source];
    else if (own(shown, source) === undefined) shown[source] = null;
    for (const key of dependents.get(field.name) ?? []) voided.push({ key, reason: failure });
  }
  if (!shown || !reason) return undefined;
  const isKnown = keys.some((key) => !key.fields.some((name) => failed.has(name)));
  const others = allKeys.filter((key) => !voided.some((each) => each.key === key));
  if (isKnown && others.length > 0) return { shown, voided };
  const why = reason;
  return { shown: undefined, voided: [...voided, ...others.map((key) => ({ key, reason: why }))] };
}

/** The known failure for which a field's value, or a part of it that is to be sent, is missing. */
function failureAt(
  value: Container,
  field: QueryPlanFieldNode,
  failures: Failures,
  matches: TypeConditions,
): Failure | undefined {
  const key = field.alias ?? field.name;
  const given = own(value, key);
  if (given === undefined || given === null) return failures.find(value, key)?.[0];
  return failureIn(given, field, failures, matches);
}

function failureIn(
  value: unknown,
  field: QueryPlanFieldNode,
  failures: Failures,
  matches: TypeConditions,
): Failure | undefined {
  if (!isContainer(value)) return undefined;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const failure =
        (item === null && failures.find(value as unknown as Container, index)?.[0]) ||
        failureIn(item, field, failures, matches);
      if (failure) return failure;
    }
    return undefined;
  }
  for (const each of fieldsFor(own(value, "__typename"), field.selections ?? [], matches)) {
    const failure = failureAt(value, each, failures, matches);
    if (failure) return failure;
  }
  return undefined;
}
