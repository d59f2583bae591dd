import type { ExecutionResult } from "graphql";
import type { Fetch } from "../planning/steps.ts";
import { toldOf, unavailable } from "../plugins/maskErrors.ts";
import type { TypeConditions } from "../supergraph/load.ts";
import { untilAborted } from "./aborted.ts";
import { type Failures, faultAt } from "./failures.ts";
import { type Container, isContainer, mergeInto, own } from "./merge.ts";
import type { PathElement, Place } from "./places.ts";
import { representationsOf } from "./representations.ts";
import type { OperationRequest } from "./request.ts";
import { rewrite } from "./rewrites.ts";

/** Where results and failures go while one operation is executed. */
export interface Execution {
  readonly request: OperationRequest;
  readonly failures: Failures;
  readonly matches: TypeConditions;
}

/** Asks a subgraph and merges its answer into the places. Never throws: what fails is kept with the failures. */
export async function runFetch(execution: Execution, fetch: Fetch, places: readonly Place[]): Promise<void> {
  if (fetch.requires) await fetchEntities(execution, fetch, places);
  else takeRootResult(execution, fetch, places, await ask(execution.request, fetch, {}));
}

/** Merges the answer to a fetch of root fields, or one event of a subscription. */
export function takeRootResult(
  { request, failures, matches }: Execution,
  fetch: Fetch,
  places: readonly Place[],
  { data, errors }: ExecutionResult,
): void {
  if (isContainer(data)) {
    rewrite(data, fetch.outputRewrites, matches);
    for (const { object } of places) mergeInto(object, data, places.length > 1);
  }
  for (const error of errors ?? []) {
    const path = clientPath(fetch, error.path ?? []);
    const fault = failures.add(faultAt(places[0], path, toldOf(error, fetch.service, request.log)));
    for (const place of places) {
      if (path.length === 0) failures.recordAll([place], fetch.keys, fault);
      else if (!isContainer(data)) recordUnder(failures, place, fetch, path, fault);
      else recordAtNull(failures, place.object, path, fault);
    }
  }
}

async function fetchEntities(execution: Execution, fetch: Fetch, places: readonly Place[]): Promise<void> {
  const { request, failures, matches } = execution;
  const representations = representationsOf(fetch, places, failures, matches);
  for (const { place, failure } of representations.hindered) failures.recordAll([place], fetch.keys, failure.fault);
  if (representations.values.length === 0) return;

  const { data, errors } = await ask(request, fetch, { representations: representations.values });
  const answered = isContainer(data) ? own(data, "_entities") : undefined;
  const entities: readonly unknown[] = Array.isArray(answered) ? answered : [];

  for (const [index, placesOfOne] of representations.places.entries()) {
    const entity = entities[index];
    if (!isContainer(entity)) continue;
    rewriteEntity(execution, fetch, entity, placesOfOne[0]!);
    for (const { object } of placesOfOne) mergeInto(object, entity, placesOfOne.length > 1);
  }

  for (const error of errors ?? []) {
    const [, index, ...rest] = clientPath(fetch, error.path ?? []);
    const placesOfOne = typeof index === "number" ? representations.places[index] : undefined;
    const told = toldOf(error, fetch.service, request.log);
    if (placesOfOne) {
      const fault = failures.add(faultAt(placesOfOne[0], rest, told));
      for (const place of placesOfOne) {
        if (isContainer(entities[index as number])) recordAtNull(failures, place.object, rest, fault);
        else recordUnder(failures, place, fetch, rest, fault);
      }
    } else {
      // An error of the whole request belongs to every entity that it leaves empty.
      const empty = representations.places.filter((_, position) => !isContainer(entities[position])).flat();
      const fault = failures.add(faultAt(empty[0] ?? places[0], [], told));
      failures.recordAll(empty, fetch.keys, fault);
    }
  }
}

/** The rewrites tell types by `__typename`, which a fetch of fields alone does not ask for. */
function rewriteEntity({ matches }: Execution, fetch: Fetch, entity: Container, place: Place): void {
  if (fetch.outputRewrites.length === 0) return;
  const hasTypeName = Object.hasOwn(entity, "__typename");
  if (!hasTypeName) entity.__typename = own(place.object, "__typename");
  rewrite(entity, fetch.outputRewrites, matches);
  if (!hasTypeName) delete entity.__typename;
}

async function ask(
  request: OperationRequest,
  fetch: Fetch,
  variables: Record<string, unknown>,
): Promise<ExecutionResult> {
  for (const name of fetch.variables) {
    if (Object.hasOwn(request.variables, name)) variables[name] = request.variables[name];
  }
  try {
    request.signal.throwIfAborted();
    const answer = request.transports(fetch.service).execute({
      query: fetch.query,
      variables,
      operationName: fetch.operationName,
      headers: request.headers(fetch.service),
      signal: request.signal,
    });
    const result: unknown = await untilAborted(answer, request.signal);
    if (!isResult(result)) throw new Error("The answer is no GraphQL result");
    return result;
  } catch (error) {
    request.log.warn({ subgraph: fetch.service, reason: String(error) }, "A subgraph does not answer");
    return { errors: [unavailable()] };
  }
}

function isResult(value: unknown): value is ExecutionResult {
  if (!isContainer(value) || !("data" in value || "errors" in value)) return false;
  return value.errors === undefined || (Array.isArray(value.errors) && value.errors.every(isContainer));
}

/** An error's path with the aliases undone that the planner gave to fields that would have clashed. */
function clientPath(fetch: Fetch, path: readonly PathElement[]): readonly PathElement[] {
  if (fetch.outputRewrites.length === 0) return path;
  const renamed = new Map(
    fetch.outputRewrites.flatMap((each) =>
      each.kind === "KeyRenamer" ? [[each.path.at(-1)!, each.renameKeyTo] as const] : [],
    ),
  );
  return path.map((element) => (typeof element === "string" ? (renamed.get(element) ?? element) : element));
}

/** For an error below an object that did not come at all: all its fields are missing, one of them for this error. */
function recordUnder(
  failures: Failures,
  { object }: Place,
  fetch: Fetch,
  path: readonly PathElement[],
  fault: ReturnType<typeof faultAt>,
): void {
  for (const key of fetch.keys) {
    failures.record(object, key, { fault, rest: key === path[0] ? path.slice(1) : [], whole: true });
  }
}

/** For an error whose path leads to a null: there, or higher up where that null made its way to. */
function recordAtNull(
  failures: Failures,
  object: Container,
  path: readonly PathElement[],
  fault: ReturnType<typeof faultAt>,
): void {
  let container = object;
  for (const [depth, key] of path.entries()) {
    const value = own(container, key);
    if (value === null || value === undefined) {
      failures.record(container, key, { fault, rest: path.slice(depth + 1), whole: false });
      return;
    }
    if (!isContainer(value)) return;
    container = value;
  }
}
