import { compileCode, property } from "./code.ts";
import { type Container, isContainer } from "./merge.ts";

export type PathElement = string | number;

/** A path as a list linked from its end: most paths are never read, since most requests have no errors. */
export interface Path {
  readonly before: Path | undefined;
  readonly key: PathElement;
}

export function toArray(path: Path | undefined): PathElement[] {
  const keys: PathElement[] = [];
  for (let at = path; at; at = at.before) keys.push(at.key);
  return keys.reverse();
}

/** Every object that lies at a path below others; nulls have none. */
export type Collect = (bases: readonly Container[]) => Container[];

/**
 * Compiles the search for the objects at `path`, "@" standing for all items of a list. It is made anew at each fetch: a
 * fetch may have added objects where there were none.
 */
export function compileCollect(path: readonly string[]): Collect {
  const walk = (depth: number): string => {
    const at = `at${depth}`;
    const element = path[depth];
    if (element === undefined) return `found.push(${at});`;
    const next = `at${depth + 1}`;
    const further = `if (typeof ${next} === "object" && ${next} !== null) { ${walk(depth + 1)} }`;
    return element === "@"
      ? `if (Array.isArray(${at})) for (const ${next} of ${at}) { ${further} }`
      : `const ${next} = ${property(at, element)}; ${further}`;
  };
  return compileCode<Collect>(
    `return (bases) => { const found = []; for (const at0 of bases) { ${walk(0)} } return found; };`,
    {},
  );
}

/** Where each object of the data lies. For telling errors: nobody else needs paths. */
export function pathsOf(data: Container): ReadonlyMap<Container, Path | undefined> {
  const paths = new Map<Container, Path | undefined>([[data, undefined]]);
  // The map grows while it is gone through, until nothing new is found.
  for (const [container, before] of paths) {
    for (const [key, value] of Object.entries(container)) {
      if (isContainer(value)) paths.set(value, { before, key: Array.isArray(container) ? Number(key) : key });
    }
  }
  return paths;
}
