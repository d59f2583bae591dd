import type { ExecutionResult } from "graphql";
import { toldOf, unavailable } from "../pipeline/maskErrors.ts";
import type { Fetch } from "../planning/steps.ts";
import type { TypeConditions } from "../supergraph/load.ts";
import type { Execution } from "./execution.ts";
import type { Fault } from "./failures.ts";
import { type Container, isContainer, own } from "./merge.ts";
import type { PathElement } from "./path.ts";
import { rewrite, unaliased } from "./rewrites.ts";

/** What came of asking for several entities. */
export interface EntityAnswers {
  /** By the place of its representation; anything but an object is no answer. */
  readonly entities: readonly unknown[];
  /** What went wrong with each, if anything did. */
  readonly failures: ReadonlyMap<number, readonly EntityFailure[]> | undefined;
}

export interface EntityFailure {
  readonly fault: Fault;
  /** Below the entity. */
  readonly path: readonly PathElement[];
}

/** Reads the answer to a request for `count` entities. */
export function readEntities(
  execution: Execution,
  fetch: Fetch,
  { data, errors }: ExecutionResult,
  count: number,
  matches: TypeConditions,
): EntityAnswers {
  const given = isContainer(data) ? own(data, "_entities") : undefined;
  const entities: readonly unknown[] = Array.isArray(given) ? given : [];
  if (fetch.outputRewrites.length > 0) {
    for (const entity of entities) if (isEntity(entity)) rewrite(entity, fetch.outputRewrites, matches);
  }
  if (errors?.length) return { entities, failures: attribute(execution, fetch, entities, errors, count) };
  const isWhole = entities.length === count && entities.every((each) => each === null || isEntity(each));
  return { entities, failures: isWhole ? undefined : unexplained(execution, entities, count) };
}

export function isEntity(value: unknown): value is Container {
  return isContainer(value) && !Array.isArray(value);
}

/** An error belongs to the entity that its path names; one of the whole request to every entity that it leaves empty. */
function attribute(
  execution: Execution,
  fetch: Fetch,
  entities: readonly unknown[],
  errors: NonNullable<ExecutionResult["errors"]>,
  count: number,
): Map<number, EntityFailure[]> {
  const failures = new Map<number, EntityFailure[]>();
  const add = (index: number, failure: EntityFailure) => {
    const known = failures.get(index);
    if (known) known.push(failure);
    else failures.set(index, [failure]);
  };
  for (const error of errors) {
    const [, index, ...path] = unaliased(pathOf(error.path), fetch.outputRewrites);
    const told = toldOf(error, fetch.service, execution.request.log);
    if (typeof index === "number" && index >= 0 && index < count) {
      add(index, { fault: execution.failing().add(told, path), path });
      continue;
    }
    const fault = execution.failing().add(told, []);
    for (let each = 0; each < count; each++) if (!isEntity(entities[each])) add(each, { fault, path: [] });
  }
  return failures;
}

/** Entities that are missing from the answer, or are no objects, without a word about why. */
function unexplained(execution: Execution, entities: readonly unknown[], count: number): Map<number, EntityFailure[]> {
  const { message, extensions } = unavailable();
  const fault = execution.failing().add({ message, code: String(extensions.code) }, []);
  const failures = new Map<number, EntityFailure[]>();
  for (let each = 0; each < count; each++) {
    if (entities[each] !== null && !isEntity(entities[each])) failures.set(each, [{ fault, path: [] }]);
  }
  return failures;
}

/** An error's path as it should be; subgraphs may send anything. */
export function pathOf(path: unknown): readonly PathElement[] {
  const isPath = Array.isArray(path) && path.every((each) => typeof each === "string" || typeof each === "number");
  return isPath ? path : [];
}
