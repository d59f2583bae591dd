import {
  type ExecutionResult,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";
import type { ResponseType, Selection, ShapeField } from "../response/shape.ts";
import { ErrorsToTell } from "./errorsToTell.ts";
import { type Failure, Failures, type ToldError } from "./failures.ts";
import { type Container, isContainer, own } from "./merge.ts";
import { type Path, type PathElement, pathsOf, toArray } from "./path.ts";

/** What the caller may not see, and the error that stands in its place; asked once for each type and field. */
export interface Withheld {
  field(typeName: string, fieldName: string): ToldError | undefined;
  /** Of objects of exactly this type. */
  type(typeName: string): ToldError | undefined;
}

/** What a response is written by. */
export interface Projection {
  /** As this client sees it. */
  readonly schema: GraphQLSchema;
  readonly rootType: ResponseType;
  readonly selection: Selection;
  readonly clientKeys: ReadonlyMap<string, string>;
  /** A response key that clients do not see. */
  readonly hiddenKey: string;
  readonly withheld: Withheld | undefined;
  /** Whether the data is a part of the whole, so that failures elsewhere are not to be told here. */
  readonly isPart?: boolean;
}

/** Stands for a null where the schema allows none: the object or list around it becomes null in its turn. */
const violated = Symbol("violated");
type Completed = unknown | typeof violated;

/**
 * Writes the response from the merged data: what the client selected, under its keys and in its order, completed by the
 * types of the client's schema (GraphQL specification, 6.4.3), each error at the field that it empties. Whatever was
 * fetched for the gateway's own use stays behind. This is the exact way, for data that is not as it should be; the
 * common way is compiled (compileProjection.ts).
 */
export function project(projection: Projection, data: Container, failures = new Failures()): ExecutionResult {
  const errors = new ErrorsToTell();
  const completion = new Completion(projection, failures, errors);
  const written = completion.root(data) as Container | null;
  if (failures.faults.some((fault) => !fault.reported)) {
    const paths = pathsOf(data);
    for (const fault of failures.faults) {
      if (fault.reported || (projection.isPart && fault.object && !paths.has(fault.object))) continue;
      const before = fault.object ? toArray(paths.get(fault.object)) : [];
      errors.addLeftOver(fault, clientPath([...before, ...fault.rest], projection), written);
    }
  }
  const told = errors.toldWith(written);
  return told.length > 0 ? { errors: told, data: written } : { data: written };
}

/** The type that an object of the data has in the client's schema; undefined when it is none of the field's. */
export function responseTypeOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  typeName: unknown,
): ResponseType | undefined {
  if (isObjectType(type)) return type;
  // As long as nothing but an interface's fields is asked for, nobody asks for the type of an object either; or it bears
  // the interface's name, which is all that a subgraph with an interface object knows.
  if (isInterfaceType(type) && (typeName === undefined || typeName === type.name)) return type;
  if (typeof typeName !== "string" || !isAbstractType(type)) return undefined;
  const named = schema.getType(typeName);
  return (isObjectType(named) || isInterfaceType(named)) && schema.isSubType(type, named) ? named : undefined;
}

/** A value on its way into the response. */
interface Spot {
  readonly field: ShapeField;
  readonly parentType: ResponseType;
  readonly path: Path;
  /** Why it is missing, if it is. */
  readonly failures: readonly Failure[] | undefined;
}

class Completion {
  readonly #projection: Projection;
  readonly #failures: Failures;
  readonly #errors: ErrorsToTell;

  constructor(projection: Projection, failures: Failures, errors: ErrorsToTell) {
    this.#projection = projection;
    this.#failures = failures;
    this.#errors = errors;
  }

  root(data: Container): unknown {
    const { rootType, selection, withheld } = this.#projection;
    const refusal = withheld?.type(rootType.name);
    if (refusal) {
      this.#errors.add(refusal, [], undefined);
      return null;
    }
    return this.#object(rootType, selection, data, undefined, undefined);
  }

  #object(
    type: ResponseType,
    selection: Selection,
    data: Container,
    before: Path | undefined,
    inherited: readonly Failure[] | undefined,
  ): unknown {
    const { withheld } = this.#projection;
    const failuresHere = this.#failures.within(data);
    const written: Container = {};
    let complete = true;
    for (const field of selection.fieldsOf(type)) {
      if (field.type === null) {
        write(written, field.key, field.name === "__typename" ? type.name : own(data, field.source));
        continue;
      }
      const refusal = withheld?.field(type.name, field.name);
      const given = own(data, field.source);
      if (!refusal && field.isPlain?.(given)) {
        write(written, field.key, given);
        continue;
      }
      const failures = failuresHere?.get(field.source) ?? inherited;
      const spot: Spot = { field, parentType: type, path: { before, key: field.key }, failures };
      const value = refusal ? this.#refuse(field.type, refusal, spot) : this.#value(field.type, given, spot);
      // Its siblings are completed all the same: their errors are worth telling too.
      if (value === violated) complete = false;
      else write(written, field.key, value);
    }
    return complete ? written : null;
  }

  #refuse(type: GraphQLOutputType, refusal: ToldError, spot: Spot): Completed {
    this.#tell(refusal, spot);
    return isNonNullType(type) ? violated : null;
  }

  #value(type: GraphQLOutputType, value: unknown, spot: Spot): Completed {
    if (!isNonNullType(type)) return this.#nullable(type, value, spot);
    const before = this.#errors.count;
    const completed = this.#nullable(type.ofType, value, spot);
    if (completed !== null) return completed;
    if (this.#errors.count === before) {
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

    const { schema, withheld } = this.#projection;
    const isObject = isContainer(value) && !Array.isArray(value);
    const objectType = isObject
      ? responseTypeOf(schema, type as GraphQLOutputType, own(value, "__typename"))
      : undefined;
    if (!isObject || !objectType || !isTold(objectType, spot.field.selection)) {
      this.#report(spot, `The value of ${spot.parentType.name}.${spot.field.name} is not of its type`);
      return null;
    }
    const refusal = withheld?.type(objectType.name);
    if (refusal) {
      this.#tell(refusal, spot);
      return null;
    }
    const inherited = spot.failures?.filter((failure) => failure.whole);
    return this.#object(objectType, spot.field.selection, value, spot.path, inherited);
  }

  #list(itemType: GraphQLOutputType, value: unknown, spot: Spot): unknown {
    if (!Array.isArray(value)) {
      this.#report(spot, `The value of ${spot.parentType.name}.${spot.field.name} is no list`);
      return null;
    }
    const inherited = spot.failures?.filter((failure) => failure.whole);
    const failuresHere = this.#failures.within(value as unknown as Container);
    const written: unknown[] = [];
    let complete = true;
    for (const [key, item] of value.entries()) {
      const failures = failuresHere?.get(key) ?? inherited;
      const path = { before: spot.path, key };
      const completed = this.#value(itemType, item, { field: spot.field, parentType: spot.parentType, path, failures });
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

  #explain({ failures, path, field }: Spot): void {
    for (const { fault, rest, isCollateral } of failures ?? []) {
      fault.reported = true;
      const below = this.#selectedPath(rest, field);
      // A field that the client did not ask for may be why; whoever required it says so better.
      const isIndirect = isCollateral || below.length < rest.length;
      this.#errors.add(fault, [...toArray(path), ...below], field, isIndirect);
    }
  }

  /** The part of a path below a field that leads through what the client selected, by the client's keys. */
  #selectedPath(path: readonly PathElement[], { type, selection }: ShapeField): PathElement[] {
    const selected: PathElement[] = [];
    let candidates = this.#selectedBelow(type, selection);
    for (const element of path) {
      if (typeof element === "string") {
        const field = candidates.find(({ source }) => source === element);
        if (!field) break;
        candidates = this.#selectedBelow(field.type, field.selection);
        selected.push(field.key);
      } else {
        selected.push(element);
      }
    }
    return selected;
  }

  /** What is selected of whatever type of object there may be. */
  #selectedBelow(type: GraphQLOutputType | null, selection: Selection): readonly ShapeField[] {
    const named = type && getNamedType(type);
    if (isObjectType(named)) return selection.fieldsOf(named);
    if (!isAbstractType(named)) return [];
    return this.#projection.schema.getPossibleTypes(named).flatMap((each) => selection.fieldsOf(each));
  }

  #tell(error: ToldError, { path, field }: Spot): void {
    this.#errors.add(error, toArray(path), field);
  }

  #report(spot: Spot, message: string): void {
    this.#tell({ message, code: "INTERNAL_SERVER_ERROR" }, spot);
  }
}

/** Sets a key; `__proto__`, which a client may choose, would otherwise set something else. */
function write(target: Container, key: string, value: unknown): void {
  if (key !== "__proto__") target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Whether an object's type can be told to a client that asks for it: the name of an interface is nobody's type. */
export function isTold(type: ResponseType, selection: Selection): boolean {
  return isObjectType(type) || selection.fieldsOf(type).every(({ name }) => name !== "__typename");
}

function clientPath(path: readonly PathElement[], { clientKeys }: Projection): PathElement[] {
  return path.map((element) => (typeof element === "string" ? (clientKeys.get(element) ?? element) : element));
}
