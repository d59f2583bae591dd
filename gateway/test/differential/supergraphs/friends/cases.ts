import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  {
    name: "friends of friends",
    query: `{ person(name: "ann") { friends { age friends { clubs { title } friends { age best { age } } } } } }`,
  },
  {
    name: "to another subgraph and back at every level",
    query: `{ clubs { members { age clubs { averageAge members { peers { rivals { age } } } } } } }`,
  },
  { name: "lists of lists of entities", query: `{ people { rivals { name age best { name } rivals { age } } } }` },
  {
    name: "different selections of one entity side by side",
    query: `{ a: person(name: "bob") { age } b: person(name: "bob") { clubs { title } } oldest { friends(first: 1) { age name } more: friends(first: 2) { clubs { founder { age } } } } }`,
  },
];
