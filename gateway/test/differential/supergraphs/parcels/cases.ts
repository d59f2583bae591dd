import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "@requires of nested objects", query: `{ parcels { fee } }` },
  {
    name: "@requires with other arguments than the client's",
    apolloIsWrong: "one field required or asked for with different arguments is fetched with those of one",
    query: `{ parcels { weight fee a: weight(unit: POUND) b: fee(express: true) } }`,
  },
  {
    name: "@requires of a field that the client asks for under an alias of another",
    apolloIsWrong: "an alias that is the name of another field is taken for that field where it is a key or required",
    query: `{ parcels { weight: id id: weight size: labels fee } }`,
  },
  { name: "@requires of lists of objects", query: `{ parcels { customs items { parts { tested } } } }` },
  { name: "@requires of a field that requires", query: `{ parcels { receipt slip } }` },
  {
    name: "chains of @requires beginning in the middle",
    apolloIsWrong: "its planner asks for a required field that requires others itself before those are there",
    query: `{ last { slip receipt both } depot { slip both category } }`,
  },
  {
    name: "@requires of a part of an object that the client wants another part of",
    query: `{ depot { size { height } category fee } }`,
  },
  {
    name: "@requires with other arguments than the defaults that the client takes",
    query: `{ parcels { weight fee } }`,
    apolloIsWrong: "one field required or asked for with different arguments is fetched with those of one",
  },
];
