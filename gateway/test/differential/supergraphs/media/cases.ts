import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "@interfaceObject fields on an interface", query: `{ media { __typename title stars review { text } } }` },
  {
    name: "the type of an object that comes from an @interfaceObject",
    query: `{ best { __typename id stars ... on Song { key } ... on Film { minutes } } rated(least: 2) { __typename } }`,
  },
  { name: "@interfaceObject with @requires", query: `{ media { verdict } rated { verdict title } }` },
  {
    name: "two @interfaceObjects of one interface by different keys",
    apolloIsWrong: "one field required or asked for with different arguments is fetched with those of one",
    query: `{ chart { media { praise place stars title } } media { praise place } }`,
  },
  { name: "from one @interfaceObject to another", query: `{ rated { place praise } best { place } }` },
  {
    name: "@interfaceObject fields on a type of the interface",
    query: `{ medium(id: "1") { ... on Film { stars place cast { works { stars pace } } sequel { stars verdict } } } }`,
  },
  {
    name: "an interface above the one that is an entity",
    query: `{ works { __typename title ... on Media { stars place } ... on Play { acts } } }`,
  },
  {
    name: "aliases like the @interfaceObject's keys",
    apolloIsWrong: "an alias that is the name of another field is taken for that field where it is a key or required",
    query: `{ rated { id: title code: __typename title: id verdict place } }`,
  },
  {
    name: "__typename alone from an @interfaceObject",
    query: `{ best { t: __typename } chart { media { ... on Media { __typename } } } }`,
  },
  {
    name: "objects below an @interfaceObject",
    query: `{ media { review { about { __typename title review { about { id key: id ... on Film { minutes } } } } } } }`,
  },
  {
    name: "fields of an @interfaceObject alone, of no matter what type",
    query: `{ best { review { text } } chart { media { place code { area } } } }`,
  },
  {
    name: "@interfaceObject with @requires, on one of the types",
    query: `{ rated { ... on Song { verdict } } }`,
  },
  {
    name: "a fragment on an interface above, within an @interfaceObject",
    query: `{ rated { ... on Work { title } review { about { ... on Work { title } } } } }`,
    apolloIsWrong:
      "it sends representations without a key, and its planner fails on interfaces above the one of an @interfaceObject",
  },
];
