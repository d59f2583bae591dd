import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "a key that is null", query: `{ person(id: "3") { name badge access level boss { name } } }` },
  { name: "an entity that another subgraph does not have", query: `{ people { name access boss { name level } } }` },
  {
    name: "an entity that is not there, with a field that must not be null",
    query: `{ person(id: "2") { name home { street rooms } pet { tag species } } }`,
  },
  {
    name: "the same where the whole way up must not be null",
    query: `{ pairs { right { name home { rooms } level } left { access } } }`,
  },
  {
    name: "a stub that cannot be asked for",
    query: `{ house(street: "Oak") { tenants { id name badge level } } people { home { street number } } }`,
  },
  { name: "a type that is extended", query: `{ people { pet { tag species sitter { name access } } petTag } }` },
  { name: "@requires of an object that is null", query: `{ people { petTag } badges { petTag name } }` },
];
