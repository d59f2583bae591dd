/**
 * What answers are tagged by, to be told out of date:
 *
 * - `Product:42`, of an answer that holds this entity;
 * - `Product[]`, of one that says which entities there are: a list of them, or that one was not found;
 * - `Product`, of any that may hold one;
 * - `subgraph:catalog`, of any that is made with the help of this subgraph.
 *
 * An answer whose entities cannot be told apart, since their keys are not selected, or that holds too many, has
 * `Product:*` instead: it goes with each of them.
 */
export type Tag = string;

/** Of one entity. */
export function tagOf(type: string, key: string | number): Tag {
  return `${type}:${key}`;
}

/** Of answers that say which entities of the type there are. */
export function someOf(type: string): Tag {
  return `${type}[]`;
}

/** Of answers that may hold any entity of the type. */
export function anyOf(type: string): Tag {
  return `${type}:*`;
}

export function subgraphTag(subgraph: string): Tag {
  return `subgraph:${subgraph}`;
}

/** The tags that go when these are told out of date: with an entity, also answers that may hold any of its type. */
export function withUnknown(tags: readonly Tag[]): readonly Tag[] {
  const all = new Set(tags);
  for (const tag of tags) {
    const end = tag.indexOf(":");
    if (end > 0 && !tag.startsWith("subgraph:")) all.add(anyOf(tag.slice(0, end)));
  }
  return [...all];
}
