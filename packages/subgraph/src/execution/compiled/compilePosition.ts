import { type GraphQLOutputType, isNonNullType, locatedError, responsePathAsArray } from "graphql";
import { type Complete, isPromise, type Path, type Place, type Run } from "./run.ts";

/** A field, or an item of a list: what may become null without its neighbours. */
export interface Position {
  /** The value's own completion, which throws. */
  readonly complete: Complete;
  /** The same for a value that may be a promise, and with a stand against what is wrong with it (`fail`). */
  readonly settle: (run: Run, value: unknown, path: Path) => unknown;
  /** Notes what went wrong here and gives null; where null is not allowed it throws the error on, located. */
  readonly fail: (run: Run, thrown: unknown, path: Path) => null;
}

/** Surrounds the completion of values of a type with what happens when they come late or are wrong. */
export function compilePosition(place: Place, type: GraphQLOutputType, complete: Complete): Position {
  const isRequired = isNonNullType(type);

  const fail: Position["fail"] = (run, thrown, path) => {
    const error = locatedError(thrown, place.nodes, responsePathAsArray(path));
    if (isRequired) throw error;
    run.faults.add(error, path);
    return null;
  };
  const finish = (run: Run, value: unknown, path: Path) => {
    try {
      const completed = complete(run, value, path);
      return isPromise(completed) ? completed.then(undefined, (thrown) => fail(run, thrown, path)) : completed;
    } catch (thrown) {
      return fail(run, thrown, path);
    }
  };
  const wait = (run: Run, value: Promise<unknown>, path: Path) =>
    value.then(
      (resolved) => finish(run, resolved, path),
      (thrown) => fail(run, thrown, path),
    );
  const settle: Position["settle"] = (run, value, path) =>
    isPromise(value) ? wait(run, value, path) : finish(run, value, path);
  return { complete, settle, fail };
}
