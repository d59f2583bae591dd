import type { Container } from "./merge.ts";
import { type PathElement, type Place, toArray } from "./places.ts";

/** Something that went wrong in a subgraph, in the words that a client may read. */
export interface Fault {
  readonly message: string;
  readonly code: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Where to report it if no field of the client's shows it. */
  readonly path: readonly PathElement[];
  reported: boolean;
}

/** A fault as the reason why a value is not there. */
export interface Failure {
  readonly fault: Fault;
  /** The rest of the error's path below the value: which of its own fields made it null. */
  readonly rest: readonly PathElement[];
  /** Whether what is missing further below is missing for this reason too. */
  readonly whole: boolean;
}

/**
 * Why values are missing, by the object and key where they would be. Kept apart from the data, so that the response is
 * written with each error at the very field that it empties, and errors of fields that the client never asked for
 * (keys, what `@requires` names) reach the fields that depended on them.
 */
export class Failures {
  readonly faults: Fault[] = [];
  readonly #byContainer = new Map<Container, Map<PathElement, Failure[]>>();

  add(fault: Fault): Fault {
    this.faults.push(fault);
    return fault;
  }

  record(container: Container, key: PathElement, failure: Failure): void {
    let byKey = this.#byContainer.get(container);
    if (!byKey) {
      byKey = new Map();
      this.#byContainer.set(container, byKey);
    }
    const known = byKey.get(key);
    if (known) known.push(failure);
    else byKey.set(key, [failure]);
  }

  find(container: Container, key: PathElement): readonly Failure[] | undefined {
    return this.#byContainer.get(container)?.get(key);
  }

  /** Says that none of the keys came, at none of the places, because of one fault. */
  recordAll(places: readonly Place[], keys: readonly string[], fault: Fault): void {
    for (const { object } of places) {
      for (const key of keys) this.record(object, key, { fault, rest: [], whole: true });
    }
  }
}

/** A fault that is to be reported at `place` or below it. */
export function faultAt(place: Place | undefined, rest: readonly PathElement[], told: ToldError): Fault {
  return { ...told, path: [...toArray(place?.path), ...rest], reported: false };
}

/** What clients are told of an error. */
export type ToldError = Pick<Fault, "message" | "code" | "extensions">;
