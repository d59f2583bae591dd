import { type Container, isContainer, own } from "./merge.ts";

export type PathElement = string | number;

/** A path as a list linked from its end: most paths are never read, since most requests have no errors. */
export interface Path {
  readonly before: Path | undefined;
  readonly key: PathElement;
}

/** An object somewhere in the data, and how it was reached. */
export interface Place {
  readonly object: Container;
  readonly path: Path | undefined;
}

export function toArray(path: Path | undefined): PathElement[] {
  const keys: PathElement[] = [];
  for (let at = path; at; at = at.before) keys.push(at.key);
  return keys.reverse();
}

/** Every object that lies at `path` below the places, "@" standing for all items of a list; nulls have none. */
export function placesAt(places: readonly Place[], path: readonly string[]): Place[] {
  let found = [...places];
  for (const element of path) {
    const next: Place[] = [];
    for (const { object, path: before } of found) {
      if (element === "@") {
        if (!Array.isArray(object)) continue;
        for (const [key, item] of object.entries()) {
          if (isContainer(item)) next.push({ object: item, path: { before, key } });
        }
      } else {
        const value = own(object, element);
        if (isContainer(value)) next.push({ object: value, path: { before, key: element } });
      }
    }
    found = next;
  }
  return found;
}
