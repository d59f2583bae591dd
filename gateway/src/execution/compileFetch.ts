import type { FetchNode } from "@apollo/query-planner";
import type { ExecutionResult } from "graphql";
import { toldOf, unavailable } from "../pipeline/maskErrors.ts";
import { type Fetch, toFetch } from "../planning/steps.ts";
import { compileRepresentation, type Representation } from "./compileRepresentation.ts";
import type { Compilation } from "./compileSteps.ts";
import { type EntityFailure, isEntity, pathOf, readEntities } from "./entityAnswers.ts";
import type { Execution } from "./execution.ts";
import type { Failure } from "./failures.ts";
import { hindranceOf } from "./hindrance.ts";
import { type Container, compileMerge, copyOf, type Merge } from "./merge.ts";
import { rewrite, unaliased } from "./rewrites.ts";
import { type PreparedCall, prepareCall, subgraphCall } from "./subgraphCall.ts";

/** A fetch with everything worked out that depends on neither variables nor data. */
export interface CompiledFetch {
  readonly fetch: Fetch;
  readonly call: PreparedCall;
  readonly merge: Merge;
  readonly representation: Representation;
  readonly compilation: Compilation;
  /** The number of its text, when other fetches of the operation have the same. */
  readonly sharedText: number | undefined;
}

export function compileFetch(node: FetchNode, compilation: Compilation): CompiledFetch {
  const fetch = toFetch(node);
  return {
    fetch,
    call: prepareCall(fetch, { isPublic: compilation.isPublic(node), mayBeShared: compilation.mayBeShared }),
    merge: compileMerge(fetch.keys, compilation.isInterface),
    representation: compileRepresentation(fetch, compilation),
    compilation,
    sharedText: compilation.sharedTextOf(node),
  };
}

/** Asks for root fields and merges them into the root, or into objects of the root's type further below. */
export async function fetchRoot(
  compiled: CompiledFetch,
  execution: Execution,
  objects: readonly Container[] | undefined,
): Promise<void> {
  const { request } = execution;
  const { service } = compiled.fetch;
  const call = subgraphCall(compiled.call, { client: request.variables }, request);
  takeRoot(compiled, execution, objects, await execution.ask(service, call));
}

/** Takes the answer to a fetch of root fields, or one event of a subscription. */
export function takeRoot(
  { fetch, merge, compilation }: CompiledFetch,
  execution: Execution,
  objects: readonly Container[] | undefined,
  { data, errors }: ExecutionResult,
): void {
  if (isEntity(data)) {
    rewrite(data, fetch.outputRewrites, compilation.supergraph.matches);
    if (!objects && execution.isUntouched) execution.data = data;
    else for (const object of objects ?? [execution.data]) merge(object, data, objects !== undefined);
  }
  execution.isUntouched = false;
  if (errors?.length) {
    for (const error of errors) {
      const told = toldOf(error, fetch.service, execution.request.log);
      const path = unaliased(pathOf(error.path), fetch.outputRewrites);
      const fault = execution.failing().add(told, path);
      for (const object of objects ?? [execution.data]) {
        if (path.length === 0 || !isEntity(data)) execution.failing().recordAll(object, fetch.keys, fault, path);
        else execution.failing().recordAtNull(object, path, fault);
      }
    }
  } else if (!isEntity(data)) {
    const { message, extensions } = unavailable();
    const fault = execution.failing().add({ message, code: String(extensions.code) }, []);
    for (const object of objects ?? [execution.data]) execution.failing().recordAll(object, fetch.keys, fault);
  }
}

/** Asks for fields of entities, each different one once, and merges what comes into all places where it belongs. */
export async function fetchEntities(
  compiled: CompiledFetch,
  execution: Execution,
  objects: readonly Container[],
  context?: string,
): Promise<void> {
  const { texts, places, voided } = represented(compiled, execution, objects);
  if (texts.length > 0) await takeEntities(compiled, execution, texts, places, context);
  for (const { object, key, reason } of voided) {
    if (Object.hasOwn(object, key)) object[key] = null;
    execution.failing().recordDependent(object, key, reason);
  }
}

async function takeEntities(
  compiled: CompiledFetch,
  execution: Execution,
  texts: readonly string[],
  places: readonly Container[][],
  context: string | undefined,
): Promise<void> {
  const ask = async (representations: readonly string[]) => {
    const { fetch, call, compilation } = compiled;
    const given = { client: execution.request.variables, context, representations };
    const request = subgraphCall(call, given, execution.request);
    const answer = await execution.ask(fetch.service, request);
    return readEntities(execution, fetch, answer, representations.length, compilation.supergraph.matches);
  };

  if (compiled.sharedText !== undefined && context === undefined) {
    const loaded = await execution.loader(compiled.sharedText).load(texts, ask);
    for (const [index, { entity, failures }] of loaded.entries()) {
      const mine = isEntity(entity) ? copyOf(entity) : undefined;
      takeEntity(compiled, execution, places[index]!, mine, failures);
    }
    return;
  }
  const { entities, failures } = await ask(texts);
  for (let index = 0; index < texts.length; index++) {
    takeEntity(compiled, execution, places[index]!, entities[index], failures?.get(index));
  }
}

/** A field that is known beforehand not to come, whatever the subgraph says. */
interface Voided {
  readonly object: Container;
  readonly key: string;
  readonly reason: Failure;
}

/** The different representations of the objects, and which objects each stands for. */
function represented(
  { fetch, representation, compilation }: CompiledFetch,
  execution: Execution,
  objects: readonly Container[],
) {
  const texts: string[] = [];
  const places: Container[][] = [];
  const voided: Voided[] = [];
  const indexOf = new Map<string, number>();
  const { failures } = execution;
  const { matches } = compilation.supergraph;
  for (const object of objects) {
    const hindrance =
      failures && hindranceOf(object, representation.sentOf(object.__typename), fetch.keys, failures, matches);
    for (const each of hindrance?.voided ?? []) voided.push({ object, ...each });
    const shown = hindrance ? hindrance.shown : object;
    const text = shown && representation.textOf(shown);
    if (text === undefined) continue;
    const index = indexOf.get(text);
    if (index === undefined) {
      indexOf.set(text, texts.length);
      texts.push(text);
      places.push([object]);
    } else {
      places[index]!.push(object);
    }
  }
  return { texts, places, voided };
}

/** Merges one entity into its places: copies, and for the last place the entity itself. */
function takeEntity(
  { fetch, merge }: CompiledFetch,
  execution: Execution,
  places: readonly Container[],
  entity: unknown,
  failures: readonly EntityFailure[] | undefined,
): void {
  const last = places.length - 1;
  if (isEntity(entity)) for (let index = 0; index <= last; index++) merge(places[index]!, entity, index < last);
  if (!failures) return;
  const known = execution.failing();
  for (const { fault, path } of failures) {
    for (const object of places) {
      if (isEntity(entity)) known.recordAtNull(object, path, fault);
      else known.recordAll(object, fetch.keys, fault, path);
    }
  }
}
