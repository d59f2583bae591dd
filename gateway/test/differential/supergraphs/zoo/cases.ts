import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  {
    name: "fields of an interface from several subgraphs",
    query: `{ animals { __typename name ... on Dog { vaccinated vet { name } } ... on Cat { weight } } }`,
  },
  {
    name: "an interface that the subgraph asked does not know",
    query: `{ animals { ... on Patient { vaccinated } } }`,
  },
  {
    name: "fragments on abstract types within each other",
    query: `{ animals { ... on Named { ... on Animal { ... on Patient { id vaccinated ... on Named { name } } } } } creatures { ... on Named { name ... on Keeps { favourite { ... on Named { name } ... on Fish { tank { litres } } } } } } }`,
  },
  {
    name: "unions that differ between subgraphs",
    query: `{ creatures { __typename ... on Bird { wings vaccinated } ... on Fish { name } ... on Keeper { name keeps { ... on Dog { name } } } } pets { ... on Creature { __typename } ... on Cat { lives } } }`,
  },
  {
    name: "a fragment on a union of another subgraph",
    query: `{ sick { ... on Pet { ... on Dog { bark(loud: true) } ... on Cat { lives } } ... on Creature { __typename } } }`,
  },
  {
    name: "one response key of different fields by type",
    query: `{ sick { ... on Dog { x: name w: vaccinated } ... on Cat { x: name v: weight } ... on Bird { x: name v2: weight } } }`,
  },
  { name: "an abstract type that is empty for a subgraph", query: `{ sick { ... on Dog { vet { best { id } } } } }` },
  {
    name: "named fragments used on several types",
    query: `query { animals { ...N } keepers { ...N keeps { ...N } } named(name: "T1") { ...N } } fragment N on Named { __typename name ...D } fragment D on Dog { keeper { name } vaccinated }`,
  },
  {
    name: "the name of an abstract type that is empty for a subgraph",
    query: `{ creatures { __typename ... on Dog { vet { name best { name } } } } }`,
  },
  {
    name: "nothing but a field of such a type",
    query: `{ creatures { ... on Dog { vet { best { name } } } } }`,
    apolloIsWrong:
      "its planner gives no plan at all for a field of an interface that has no type in the subgraph at hand",
  },
];
