import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "@fromContext of the object around", query: `{ shops { products { price } } }` },
  {
    name: "@fromContext beside arguments of the client",
    query: `{ shops { products { name price(digits: 0) a: price(digits: 1) } } }`,
  },
  {
    name: "@fromContext from two levels up",
    query: `{ shops { products { parts { cost } } } market { stalls { parts { cost } price } } }`,
  },
  { name: "@fromContext of an interface", query: `{ market { stalls { found } } shops { products { found } } }` },
  {
    name: "the client asks for the context's field under other keys",
    query: `{ shops { currency: town town: currency products { price found } } }`,
  },
  {
    name: "arguments from a context are hidden",
    query: `{ __type(name: "Product") { fields { name args { name } } } }`,
  },
];
