import type { GraphQLError } from "graphql";
import type { Path } from "./run.ts";

/** The errors of one execution. Made for every run, so it holds nothing until something fails. */
export class Faults {
  #errors: GraphQLError[] | undefined;
  #nulled: Set<Path | undefined> | undefined;

  get errors(): readonly GraphQLError[] | undefined {
    return this.#errors;
  }

  /**
   * Notes an error whose place becomes null; `undefined` is the whole answer. What fails later at or below a place that
   * is null already is not told: the client could not see where it belongs.
   */
  add(error: GraphQLError, place: Path | undefined): void {
    this.#nulled ??= new Set();
    this.#errors ??= [];
    if (this.#isNulled(place)) return;
    this.#nulled.add(place);
    this.#errors.push(error);
  }

  #isNulled(place: Path | undefined): boolean {
    for (let at = place; at; at = at.prev) if (this.#nulled?.has(at)) return true;
    return this.#nulled?.has(undefined) ?? false;
  }
}
