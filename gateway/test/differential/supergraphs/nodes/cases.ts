import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  {
    name: "a root field of several subgraphs, each asked for the types it knows",
    query: `{ node(id: "u1") { __typename id ... on User { name unread posts { title } } ... on Post { title author { name } } } }`,
  },
  {
    name: "the same for a list",
    query: `{ nodes(ids: ["p1", "u2", "none", "t1"]) { __typename ... on User { email unread } ... on Post { title author { unread } } ... on Titled { title } } }`,
  },
  {
    name: "one root field under several aliases",
    query: `{ a: node(id: "p1") { ... on Post { tags { used { author { name } } } } } b: node(id: "t1") { ... on Tag { title } } node(id: "none") { id } }`,
  },
  {
    name: "an interface returned by a subgraph with stubs of its types",
    query: `{ boxes { newest { __typename ... on Titled { title } ... on User { unread name } } of { posts { id } } } }`,
  },
  {
    name: "conditions within conditions, with nothing else beside them",
    query: `query($more: Boolean!, $none: Boolean!) { me { posts @skip(if: $none) { title @include(if: $more) } } }`,
    variables: { more: false, none: false },
    apolloIsWrong: "its planner moves a condition up to the field around it when nothing else is selected of that",
  },
  {
    name: "the same with something beside them",
    query: `query($more: Boolean!, $none: Boolean!) { me { posts @skip(if: $none) { id title @include(if: $more) } } }`,
    variables: { more: false, none: false },
  },
];
