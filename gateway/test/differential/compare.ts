import type { Answer } from "./ours.ts";

type Path = readonly (string | number)[];

/** What the monolith answers. */
export interface Expected extends Answer {
  /** What it would answer if null were allowed everywhere. */
  readonly lenient: Answer;
}

/**
 * What is different between the answer of a gateway and that of the monolith; undefined when nothing is.
 *
 * Data has to be the same to the last key, keys in the same order. Of errors the places are compared, since a gateway
 * does not pass on a subgraph's words: each null of the data that the monolith explains by errors has to be explained
 * by errors of ours, and nothing else. When the null stands at the very field that failed, the paths are the same. When
 * it made its way up from a field where null is not allowed, there may be several such fields, and any of them will do:
 * graphql-js leaves an object at the first, a gateway at whichever its plan met first, and the GraphQL specification,
 * 6.4.4, wants no more than one told. Each path told has to be one of theirs.
 */
export function difference(expected: Expected, actual: Answer): string | undefined {
  return dataDifference(expected, actual) ?? errorDifference(expected, actual);
}

function dataDifference(expected: Answer, actual: Answer): string | undefined {
  const [wanted, given] = [JSON.stringify(expected.data), JSON.stringify(actual.data)];
  return wanted === given ? undefined : `data:\n  expected ${wanted}\n  received ${given}`;
}

/** Of data alone, keys in any order: @apollo/gateway mixes up the fields of fragments and of fields said twice. */
export function looseDataDifference(expected: Answer, actual: Answer): string | undefined {
  return dataDifference({ data: sorted(expected.data) }, { data: sorted(actual.data) });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function errorDifference(expected: Expected, actual: Answer): string | undefined {
  const wanted = byNull(expected);
  const given = byNull(actual);
  const paths = (actual.errors ?? []).map(({ path }) => JSON.stringify(path));
  const isSame =
    new Set(paths).size === paths.length &&
    wanted.size === given.size &&
    [...given].every(([spot, told]) => {
      const others = wanted.get(spot);
      return others !== undefined && [...told].every((path) => others.has(path) || isViolation(expected, spot, path));
    });
  if (isSame) return undefined;
  const messages = actual.errors?.map((each) => each.message).join("; ");
  return `errors:\n  expected ${pathsOf(expected)}\n  received ${pathsOf(actual)}: ${messages}`;
}

/** Whether something goes wrong at a path below a null, in the monolith too. */
function isViolation({ lenient }: Expected, spot: string, path: string): boolean {
  if (path === spot) return false;
  if (lenient.errors?.some((error) => JSON.stringify(error.path) === path)) return true;
  const keys: Path = JSON.parse(path);
  return visiblePart(lenient.data, keys).length === keys.length && valueAt(lenient.data, keys) === null;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce((at, key) => (at as Record<string | number, unknown>)[key], data);
}

/** The paths of errors, by the path of the null that stands in the data for each. */
function byNull({ data, errors }: Answer): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { path = [] } of errors ?? []) {
    const spot = JSON.stringify(visiblePart(data, path));
    found.set(spot, (found.get(spot) ?? new Set()).add(JSON.stringify(path)));
  }
  return found;
}

function visiblePart(data: unknown, path: Path): Path {
  let at = data;
  for (const [depth, key] of path.entries()) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return path.slice(0, depth);
    at = (at as Record<string | number, unknown>)[key];
  }
  return path;
}

function pathsOf({ errors }: Answer): string {
  return (errors ?? []).map(({ path }) => JSON.stringify(path)).join(" ") || "none";
}
