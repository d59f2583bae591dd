import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "an @inaccessible key joins", query: `{ products { id price } cheapest { id grade } }` },
  { name: "@requires of what is @inaccessible", query: `{ products { supplierName origin } }` },
  { name: "an @inaccessible value of an enum is null", query: `{ products { kind kinds } }` },
  { name: "an @inaccessible value of an enum where null is not allowed", query: `{ products { firmKinds } }` },
  {
    name: "an object of an @inaccessible type is null",
    query: `{ search(text: "all") { __typename id } products { related { id __typename } } }`,
  },
  {
    name: "an @inaccessible argument has its default",
    query: `{ search { id ... on Product { rank: id price(margin: { fixed: 1 }) } } }`,
  },
  {
    name: "introspection hides what is @inaccessible",
    query: `{ __type(name: "Product") { fields { name } } kind: __type(name: "Kind") { enumValues { name } } margin: __type(name: "Margin") { inputFields { name } } secret: __type(name: "Secret") { name } result: __type(name: "Result") { possibleTypes { name } fields { name } } }`,
  },
];
