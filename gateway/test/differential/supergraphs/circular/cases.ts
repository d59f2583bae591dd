import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "@requires of each other", query: `{ alphas { a2 b2 } betas { a2 b2 } }` },
  { name: "there and back", query: `{ alphas { a3 } }` },
  {
    name: "there and back, from the other side",
    apolloIsWrong: "its planner asks for a required field that requires others itself before those are there",
    query: `{ betas { a3 } }`,
  },
  {
    name: "three steps",
    apolloIsWrong: "its planner asks for a required field that requires others itself before those are there",
    query: `{ gamma(id: "1") { b3 } }`,
  },
  {
    name: "four steps",
    apolloIsWrong: "its planner asks for a required field that requires others itself before those are there",
    query: `{ gamma(id: "1") { c1 } alphas { c1 } betas { c1 } }`,
  },
  {
    name: "@requires of entities below",
    apolloIsWrong: "its planner asks for a required field that requires others itself before those are there",
    query: `{ gamma(id: "1") { c2 } betas { b4 } }`,
  },
];
