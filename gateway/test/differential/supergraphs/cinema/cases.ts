import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "@provides nested", query: `{ screenings { film { title director { name agent { phone } } } } }` },
  {
    name: "@provides and what is not provided beside it",
    query: `{ screenings { film { title minutes director { born name agent { city phone } } } plain { title } } }`,
  },
  {
    name: "@provides on a union",
    query: `{ festival { __typename ... on Film { title director { name born } } ... on Short { title director { name } } } }`,
  },
  {
    name: "@provides on an interface",
    query: `{ premiere { id title ... on Short { director { agent { phone } } } } latest { title } }`,
  },
  {
    name: "@requires of a field that another provides",
    query: `{ screenings { film { director { greeting } } } tickets { buyer { greeting name } } }`,
  },
];
