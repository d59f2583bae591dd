import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "a compound key with an object in it", query: `{ books { author { born } } }` },
  { name: "a key of a list", query: `{ laureates { name { last } rivals { name { first last } penNames born } } }` },
  { name: "a chain of keys, each known to the next subgraph only", query: `{ books { title readers { nickname } } }` },
  {
    name: "the same chain backwards",
    query: `{ club(name: "owls") { members { books { title series { written } } } } }`,
  },
  {
    name: "keys under aliases of others",
    apolloIsWrong: "an alias that is the name of another field is taken for that field where it is a key or required",
    query: `{ books { isbn: title shelf: isbn card: __typename readers { code: card club: code nickname } } }`,
  },
  {
    name: "an object of a key with more than the key in it",
    query: `{ borrowed { shelf { dusty } title } oldest { shelf { room dusty } readers { card } } }`,
  },
  { name: "nulls in a list of entities", query: `{ borrowed { title written } }` },
  {
    name: "arguments with defaults of variables",
    query: `query($g: Int, $u: Unit! = WEEK) { books(first: 2) { due a: due(grace: $g) b: due(grace: null) c: due(unit: $u) } }`,
  },
  {
    name: "the same entities in many places",
    query: `{ reader(card: "r1") { books { isbn readers { books { title readers { favourite { born } } } } } } }`,
  },
];
