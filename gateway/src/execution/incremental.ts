import type { PlanNode } from "@apollo/query-planner";
import {
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLOutputType,
  getNamedType,
  Kind,
  parse,
} from "graphql";
import { type ResponseType, type Selection, type Shapes, shapesOf, type Variables } from "../response/shape.ts";
import type { TypeConditions } from "../supergraph/load.ts";
import { type Compilation, compileSteps, type Run } from "./compileSteps.ts";
import { Execution } from "./execution.ts";
import { type Container, isContainer, own } from "./merge.ts";
import { Milestones } from "./milestones.ts";
import { type Path, type PathElement, toArray } from "./path.ts";
import { type Projection, project, responseTypeOf } from "./project.ts";
import type { OperationRequest } from "./request.ts";
import { fragmentPrefix } from "./rewrites.ts";

/** One part of a response that comes in parts (`multipart/mixed; deferSpec=20220824`). */
export interface IncrementalResult {
  readonly data?: ExecutionResult["data"];
  readonly errors?: readonly GraphQLError[];
  /** Deferred fragments, each for one object. */
  readonly incremental?: readonly DeferredResult[];
  readonly hasNext: boolean;
}

export interface DeferredResult {
  readonly label?: string;
  readonly path: readonly PathElement[];
  readonly data: unknown;
  readonly errors?: readonly GraphQLError[];
}

/** What is done together and told together, and what is told after it. */
interface Stage {
  readonly run: Run | undefined;
  selectionFor(variables: Variables): Selection;
  readonly deferred: readonly DeferredStage[];
}

interface DeferredStage {
  /** The fetches that it needs. */
  readonly depends: readonly string[];
  readonly label: string | undefined;
  /** From the root: response keys, and "... on T". */
  readonly path: readonly string[];
  stageFor(variables: Variables): Stage;
}

/** Compiles a plan with `@defer`: what comes first, and what comes later. */
export function compileIncremental(
  node: PlanNode | undefined,
  compilation: Compilation,
  projection: Omit<Projection, "selection">,
  shapes: Shapes,
): (request: OperationRequest) => AsyncGenerator<IncrementalResult, void, void> {
  const stageFor = compileStage(node, shapes.make, (text) => selectionOf(text, projection), compilation);
  const { matches } = compilation.supergraph;

  return async function* (request) {
    const parts: DeferredResult[][] = [];
    let unfinished = 0;
    let firstData: unknown;
    let arrival = Promise.withResolvers<void>();

    /** Begins what a stage defers. It is told after the stage, which is when `told` is fulfilled. */
    function begin(
      stage: Stage,
      parent: Execution,
      milestones: Milestones,
      finished: Promise<void>,
      told: Promise<void>,
    ) {
      for (const deferred of stage.deferred) {
        unfinished += 1;
        // A fetch that had nothing to ask for is never reached, but it is done when all around it is.
        const ready = Promise.race([milestones.all(deferred.depends), finished]);
        void tell(deferred, parent, milestones, ready, told);
      }
    }

    async function tell(
      deferred: DeferredStage,
      parent: Execution,
      milestones: Milestones,
      ready: Promise<void>,
      parentTold: Promise<void>,
    ) {
      const execution = parent.branch(milestones);
      const toldHere = Promise.withResolvers<void>();
      try {
        await ready;
        execution.takeReasons(parent);
        const stage = deferred.stageFor(request.variables);
        const finished = Promise.resolve(stage.run?.(execution, undefined));
        begin(stage, execution, milestones, finished, toldHere.promise);
        await Promise.all([finished, parentTold]);
        const spots = spotsAt(deferred.path, projection, shapes.make(request.variables), execution.data, matches);
        const told = spots.filter(({ path }) => isThere(firstData, toArray(path)));
        parts.push(partsOf(projection, stage, deferred.label, execution, told));
      } catch (error) {
        request.log.error({ err: error }, "A deferred part failed in the gateway");
        parts.push([]);
      } finally {
        execution.close();
        unfinished -= 1;
        toldHere.resolve();
        arrival.resolve();
      }
    }

    const milestones = new Milestones();
    const root = new Execution(request, milestones);
    root.isUntouched = false;
    const stage = stageFor(request.variables);
    const finished = Promise.resolve(stage.run?.(root, undefined));
    const told = Promise.withResolvers<void>();
    begin(stage, root, milestones, finished, told.promise);
    try {
      await finished;
      const selection = stage.selectionFor(request.variables);
      const first = project({ ...projection, selection }, root.data, root.failures);
      firstData = first.data;
      yield { ...first, hasNext: unfinished > 0 };
      told.resolve();
      while (unfinished > 0 || parts.length > 0) {
        if (parts.length === 0) await arrival.promise;
        arrival = Promise.withResolvers<void>();
        const incremental = parts.splice(0).flat();
        // Objects that have become null have nothing deferred, which leaves the end of the response to be told.
        if (incremental.length > 0 || unfinished === 0) {
          yield incremental.length > 0 ? { incremental, hasNext: unfinished > 0 } : { hasNext: false };
        }
      }
    } finally {
      root.close();
    }
  };
}

type SelectionFor = Stage["selectionFor"];

function compileStage(
  node: PlanNode | undefined,
  selectionFor: SelectionFor,
  read: (text: string | undefined) => SelectionFor,
  compilation: Compilation,
): (variables: Variables) => Stage {
  if (node?.kind === "Condition") {
    const met = compileStage(node.ifClause, selectionFor, read, compilation);
    const unmet = compileStage(node.elseClause, selectionFor, read, compilation);
    return (variables) => (variables[node.condition] ? met : unmet)(variables);
  }
  if (node?.kind !== "Defer") {
    const stage: Stage = { run: node && compileSteps(node, compilation), selectionFor, deferred: [] };
    return () => stage;
  }
  const { primary, deferred } = node;
  const stage: Stage = {
    run: primary.node && compileSteps(primary.node, compilation),
    selectionFor: read(primary.subselection),
    deferred: deferred.map((each) => ({
      depends: each.depends.map(({ id }) => id),
      label: each.label,
      path: each.queryPath,
      stageFor: compileStage(each.node, read(each.subselection), read, compilation),
    })),
  };
  return () => stage;
}

/** Reads a selection as the planner writes it, with safe keys. */
function selectionOf(
  text: string | undefined,
  { schema, clientKeys, hiddenKey }: Omit<Projection, "selection">,
): SelectionFor {
  const nothing: Selection = { fieldsOf: () => [] };
  if (!text) return () => nothing;
  const document = parse(text, { noLocation: true });
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)!;
  const sourceOf = (field: FieldNode) => field.alias?.value ?? field.name.value;
  return shapesOf({ schema, document, operation, sourceOf, clientKeys, hiddenKey }).make;
}

/** A deferred fragment for each of the objects that it is for. */
function partsOf(
  projection: Omit<Projection, "selection">,
  { selectionFor }: Stage,
  label: string | undefined,
  execution: Execution,
  spots: readonly Spot[],
): DeferredResult[] {
  const selection = selectionFor(execution.request.variables);
  return spots.map((spot) => {
    const part = { ...projection, rootType: spot.type, selection, isPart: true };
    const { data, errors } = project(part, spot.object, execution.failures);
    const path = toArray(spot.path);
    const told = errors?.map(({ message, extensions, path: below = [] }) => {
      return new GraphQLError(message, { extensions, path: [...path, ...below] });
    });
    return { ...(label === undefined ? {} : { label }), path, data, ...(told ? { errors: told } : {}) };
  });
}

/** An object that a fragment is for, with its type and its place in the response. */
interface Spot {
  readonly object: Container;
  readonly type: ResponseType;
  readonly path: Path | undefined;
}

function spotsAt(
  path: readonly string[],
  { schema, rootType }: Omit<Projection, "selection">,
  whole: Selection,
  data: Container,
  matches: TypeConditions,
): Spot[] {
  let spots: (Spot & { readonly selection: Selection })[] = [
    { object: data, type: rootType, path: undefined, selection: whole },
  ];
  for (const element of path) {
    if (element.startsWith(fragmentPrefix)) {
      spots = spots.filter(({ type }) => matches(type.name, element.slice(fragmentPrefix.length)));
      continue;
    }
    spots = spots.flatMap(({ object, type, path: before, selection }) => {
      const field = selection.fieldsOf(type).find(({ source }) => source === element);
      if (!field?.type) return [];
      const named = getNamedType(field.type) as GraphQLOutputType;
      return objectsIn(own(object, element), { before, key: field.key }).flatMap((each) => {
        const objectType = responseTypeOf(schema, named, own(each.object, "__typename"));
        return objectType ? [{ ...each, type: objectType, selection: field.selection }] : [];
      });
    });
  }
  return spots;
}

/** Whether nothing on the way to an object has become null in what was told before. */
function isThere(data: unknown, path: readonly PathElement[]): boolean {
  let at = data;
  for (const key of path) {
    if (!isContainer(at)) return at !== null;
    at = own(at, key);
  }
  return at !== null;
}

function objectsIn(value: unknown, path: Path): { readonly object: Container; readonly path: Path }[] {
  if (Array.isArray(value)) return value.flatMap((item, key) => objectsIn(item, { before: path, key }));
  return isContainer(value) ? [{ object: value, path }] : [];
}
