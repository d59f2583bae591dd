import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";
import type { Selection, ShapeField } from "../response/shape.ts";
import type { Failure, Failures, Fault } from "./failures.ts";
import { type Container, isContainer, own } from "./merge.ts";
import { type Path, type PathElement, toArray } from "./places.ts";

/** Stands for a null where the schema allows none: the object or list around it becomes null in its turn. */
const violated = Symbol("violated");
type Completed = unknown | typeof violated;

export interface Projected {
  readonly schema: GraphQLSchema;
  readonly rootType: GraphQLObjectType;
  readonly selection: Selection;
  readonly data: Container;
  readonly failures: Failures;
  readonly clientKeys: ReadonlyMap<string, string>;
}

/**
 * Writes the response from the merged data: what the client selected, under its keys and in its order, completed by the
 * types of the API schema (GraphQL specification, 6.4.3), each error at the field that it empties. Whatever was fetched
 * for the gateway's own use stays behind.
 */
export function project(projected: Projected): ExecutionResult {
  const { rootType, selection, data, failures } = projected;
  const errors: GraphQLError[] = [];
  const completion = new Completion(projected, errors);
  const completed = completion.object(rootType, selection, data, undefined, undefined);
  const written = completed === violated ? null : (completed as Container | null);
  for (const fault of failures.faults) {
    const error = fault.reported ? undefined : leftOver(fault, projected, written, errors);
    if (error) errors.push(error);
  }
  return errors.length > 0 ? { errors, data: written as ExecutionResult["data"] } : { data: written };
}

/** A value on its way into the response. */
interface Spot {
  readonly field: ShapeField;
  readonly parentType: GraphQLObjectType;
  readonly path: Path;
  /** Why it is missing, if it is. */
  readonly failures: readonly Failure[] | undefined;
}

class Completion {
  readonly #projected: Projected;
  readonly #errors: GraphQLError[];

  constructor(projected: Projected, errors: GraphQLError[]) {
    this.#projected = projected;
    this.#errors = errors;
  }

  object(
    type: GraphQLObjectType,
    selection: Selection,
    data: Container,
    before: Path | undefined,
    inherited: readonly Failure[] | undefined,
  ): Completed {
    const written: Container = Object.create(null);
    let complete = true;
    for (const field of selection.fieldsOf(type)) {
      if (field.type === null) {
        written[field.key] = field.name === "__typename" ? type.name : own(data, field.source);
        continue;
      }
      const failures = this.#projected.failures.find(data, field.source) ?? inherited;
      const spot: Spot = { field, parentType: type, path: { before, key: field.key }, failures };
      const value = this.#value(field.type, own(data, field.source), spot);
      // Its siblings are completed all the same: their errors are worth telling too.
      if (value === violated) complete = false;
      else written[field.key] = value;
    }
    return complete ? written : null;
  }

  #value(type: GraphQLOutputType, value: unknown, spot: Spot): Completed {
    if (!isNonNullType(type)) return this.#nullable(type, value, spot);
    const before = this.#errors.length;
    const completed = this.#nullable(type.ofType, value, spot);
    if (completed !== null) return completed;
    if (this.#errors.length === before) {
      this.#report(spot, `Cannot return null for non-nullable field ${spot.parentType.name}.${spot.field.name}.`);
    }
    return violated;
  }

  /** Never gives `violated`: here is where a null stops. */
  #nullable(type: GraphQLOutputType, value: unknown, spot: Spot): unknown {
    if (value === null || value === undefined) {
      this.#explain(spot);
      return null;
    }
    if (isListType(type)) return this.#list(type.ofType, value, spot);
    if (isLeafType(type)) return this.#leaf(type, value, spot);
    const objectType = isContainer(value) ? this.#objectType(type as GraphQLOutputType, value) : undefined;
    if (!objectType) {
      this.#report(spot, `The value of ${spot.parentType.name}.${spot.field.name} is not of its type`);
      return null;
    }
    return this.object(
      objectType,
      spot.field.selection,
      value as Container,
      spot.path,
      spot.failures?.filter((failure) => failure.whole),
    );
  }

  #list(itemType: GraphQLOutputType, value: unknown, spot: Spot): unknown {
    if (!Array.isArray(value)) {
      this.#report(spot, `The value of ${spot.parentType.name}.${spot.field.name} is no list`);
      return null;
    }
    const inherited = spot.failures?.filter((failure) => failure.whole);
    const written: unknown[] = [];
    let complete = true;
    for (const [index, item] of value.entries()) {
      const failures = this.#projected.failures.find(value as unknown as Container, index) ?? inherited;
      const completed = this.#value(itemType, item, { ...spot, path: { before: spot.path, key: index }, failures });
      if (completed === violated) complete = false;
      else written.push(completed);
    }
    return complete ? written : null;
  }

  #leaf(type: GraphQLLeafType, value: unknown, spot: Spot): unknown {
    // A scalar that the schema only names is for its subgraph to define; it passes as it came.
    if (isScalarType(type) && !isSpecifiedScalarType(type)) return value;
    try {
      return type.serialize(value) ?? null;
    } catch {
      this.#report(spot, `The value of ${spot.parentType.name}.${spot.field.name} is no ${type.name}`);
      return null;
    }
  }

  #objectType(type: GraphQLOutputType, value: Container): GraphQLObjectType | undefined {
    if (isObjectType(type)) return type;
    const { schema } = this.#projected;
    const name = own(value, "__typename");
    const named = typeof name === "string" ? schema.getType(name) : undefined;
    return isObjectType(named) && isAbstractType(type) && schema.isSubType(type, named) ? named : undefined;
  }

  #explain({ failures, path, field }: Spot): void {
    for (const { fault, rest } of failures ?? []) {
      fault.reported = true;
      this.#errors.push(told(fault, [...toArray(path), ...clientPath(rest, this.#projected)], field));
    }
  }

  #report({ path, field }: Spot, message: string): void {
    const extensions = { code: "INTERNAL_SERVER_ERROR" };
    this.#errors.push(new GraphQLError(message, { nodes: field.nodes, path: toArray(path), extensions }));
  }
}

/**
 * A fault that no field of the response shows, at the part of its path that the client can see; nothing when what is
 * missing there is explained already.
 */
function leftOver(
  fault: Fault,
  projected: Projected,
  written: Container | null,
  errors: readonly GraphQLError[],
): GraphQLError | undefined {
  const visible: PathElement[] = [];
  let at: unknown = written;
  for (const key of clientPath(fault.path, projected)) {
    if (!isContainer(at) || !Object.hasOwn(at, key)) break;
    visible.push(key);
    at = at[key];
  }
  const isExplained = at === null && errors.some(({ path }) => visible.every((key, depth) => path?.[depth] === key));
  return isExplained ? undefined : told(fault, visible, undefined);
}

function told({ message, code, extensions }: Fault, path: readonly PathElement[], field: ShapeField | undefined) {
  return new GraphQLError(message, {
    nodes: field?.nodes,
    path: path.length > 0 ? path : undefined,
    extensions: { ...extensions, code },
  });
}

function clientPath(path: readonly PathElement[], { clientKeys }: Projected): PathElement[] {
  return path.map((element) => (typeof element === "string" ? (clientKeys.get(element) ?? element) : element));
}
