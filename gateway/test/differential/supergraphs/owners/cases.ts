import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "@requires with fragments on a union", query: `{ cars { addressee } taxed { addressee } }` },
  { name: "@requires with fragments on an interface", query: `{ cars { rate } taxed { rate } }` },
  { name: "@requires of a list of an interface", query: `{ cars { kilometres } taxed { kilometres } }` },
  {
    name: "all of them with what the client asks of the same objects",
    query: `{ taxed { addressee rate kilometres all owner { __typename ... on Person { n: name id } ... on Company { boss { home { city } } } } trips { ... on Holiday { with { __typename } } } } }`,
  },
  {
    name: "aliases within them like what is required",
    apolloIsWrong: "an alias that is the name of another field is taken for that field where it is a key or required",
    query: `{ taxed { addressee rate owner { ... on Person { name: id home: name } ... on Company { title: __typename } } engine { power: __typename } } }`,
  },
  {
    name: "of two fields with @requires one is skipped",
    apolloIsWrong: "what is skipped is sent as missing when it is required in one place and not asked for in another",
    query: `query($no: Boolean!) { cars { rate @skip(if: $no) all } taxed { kilometres @skip(if: $no) addressee } }`,
    variables: { no: true },
  },
];
