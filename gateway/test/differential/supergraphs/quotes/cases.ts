import type { Case } from "../../world.ts";

const required = "one field required or asked for with different arguments is fetched with those of one";
const tooEarly = "its planner asks for a required field that requires others itself before those are there";

export const cases: readonly Case[] = [
  {
    name: "objects that require",
    query: `{ orders { quote { cents lines { __typename text } by { ... on Ship { flag captain } } } } }`,
  },
  {
    name: "one field with three sets of arguments, two of them required",
    apolloIsWrong: required,
    query: `{ unpaid { weight quote(route: { stops: ["a", "b"] }) { cents lines { text } } carrier { __typename } invoice reminder } }`,
  },
  {
    name: "from the subgraph that has what is required",
    apolloIsWrong: tooEarly,
    query: `{ last { invoice reminder label quote { order { reminder buyer } } } }`,
  },
];
