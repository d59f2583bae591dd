import { type Container, isContainer, own } from "./merge.ts";
import type { PathElement } from "./path.ts";

/** What clients are told of an error. */
export interface ToldError {
  readonly message: string;
  readonly code: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Something that went wrong in a subgraph, in the words that a client may read. */
export interface Fault extends ToldError {
  /** Where to report it if no field of the client's shows it: below an object of the data, or below its root. */
  object: Container | undefined;
  readonly rest: readonly PathElement[];
  reported: boolean;
}

/** A fault as the reason why a value is not there. */
export interface Failure {
  readonly fault: Fault;
  /** The rest of the error's path below the value: which of its own fields made it null. */
  readonly rest: readonly PathElement[];
  /** Whether what is missing further below is missing for this reason too. */
  readonly whole: boolean;
  /** Whether the value is missing only since a field beside it failed and took the object with it. */
  readonly isCollateral: boolean;
}

/**
 * Why values are missing, by the object and key where they would be. Kept apart from the data, so that the response is
 * written with each error at the very field that it empties, and errors of fields that the client never asked for
 * (keys, what `@requires` names) reach the fields that depended on them.
 */
export class Failures {
  readonly faults: Fault[] = [];
  readonly #byContainer = new Map<Container, Map<PathElement, Failure[]>>();
  /** Those of what this was deferred by: they are told there, but here they are reasons too. */
  readonly #before: Failures | undefined;

  constructor(before?: Failures) {
    this.#before = before;
  }

  /** A new fault, to be told once. */
  add(told: ToldError, rest: readonly PathElement[], object?: Container): Fault {
    const fault = { ...told, rest, object, reported: false };
    this.faults.push(fault);
    return fault;
  }

  find(container: Container, key: PathElement): readonly Failure[] | undefined {
    return this.within(container)?.get(key);
  }

  /** All of one object or list, by key or index. */
  within(container: Container): ReadonlyMap<PathElement, readonly Failure[]> | undefined {
    return this.#byContainer.get(container) ?? this.#before?.within(container);
  }

  /** Says that none of the keys came because of one fault, whose path leads to one of them. */
  recordAll(object: Container, keys: readonly string[], fault: Fault, path: readonly PathElement[] = []): void {
    fault.object ??= object;
    for (const key of keys) {
      const isNamed = key === path[0];
      const rest = isNamed ? path.slice(1) : [];
      this.#record(object, key, { fault, rest, whole: true, isCollateral: path.length > 0 && !isNamed });
    }
  }

  /** Says that a key did not come because something that it needs did not. */
  recordDependent(object: Container, key: string, { fault, isCollateral }: Failure): void {
    this.#record(object, key, { fault, rest: [], whole: true, isCollateral });
  }

  /** For an error whose path leads to a null: there, or higher up where that null made its way to. */
  recordAtNull(object: Container, path: readonly PathElement[], fault: Fault): void {
    fault.object ??= object;
    let container = object;
    for (const [depth, key] of path.entries()) {
      const value = own(container, key);
      if (value === null || value === undefined) {
        this.#record(container, key, { fault, rest: path.slice(depth + 1), whole: false, isCollateral: false });
        return;
      }
      if (!isContainer(value)) return;
      container = value;
    }
  }

  #record(container: Container, key: PathElement, failure: Failure): void {
    let byKey = this.#byContainer.get(container);
    if (!byKey) {
      byKey = new Map();
      this.#byContainer.set(container, byKey);
    }
    const known = byKey.get(key);
    if (known) known.push(failure);
    else byKey.set(key, [failure]);
  }
}
