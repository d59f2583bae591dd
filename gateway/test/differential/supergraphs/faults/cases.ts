import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  { name: "a field that fails", query: `{ things { name } broken { name } }` },
  { name: "a root field that fails and must not be null", query: `{ mustNotBreak { name } broken { id } }` },
  {
    name: "a field that must not be null empties its object",
    query: `{ things { id must } thing(id: "3") { box { must may } name } }`,
  },
  { name: "a list whose items must not be null", query: `{ things { list holes } sure { must } }` },
  { name: "a field of another subgraph that fails", query: `{ things { id price } }` },
  {
    name: "one of another subgraph that must not be null",
    query: `{ things { id firmPrice } sure { name firmPrice } }`,
  },
  {
    name: "an object of another subgraph that must not be null, from a list where none may be",
    query: `{ sure { id must firmPrice } a: sure { name } }`,
  },
  { name: "items of another subgraph's lists", query: `{ things { parts { id weight } firmParts { id } } }` },
  { name: "a key that fails", query: `{ thing(id: "4") { name price text parts { weight } end length } }` },
  {
    name: "a required field that fails",
    apolloIsWrong: "a required field that failed is sent as null, as if that were its value",
    query: `{ things { id text boxText } }`,
  },
  {
    name: "a required field that fails, further down a chain",
    apolloIsWrong: "a required field that failed is sent as null, as if that were its value",
    query: `{ things { end } parts { whole { end text } } }`,
  },
  {
    name: "aliases in the paths of errors",
    query: `{ a: things { b: name c: price d: parts { e: weight f: firmWeight } } }`,
  },
  {
    name: "errors of one entity at all its places",
    query: `{ a: thing(id: "2") { price } b: thing(id: "2") { price box { thing { next { price } } } } parts { whole { price } } }`,
  },
  { name: "nulls that go far up", query: `{ parts { firmWeight whole { firm { firmPrice } } } }` },
  {
    name: "a required field that fails, beside fields that do not need it",
    query: `{ thing(id: "1") { next { parts { firm } price length text } } }`,
    apolloIsWrong: "a required field that failed is sent as null, as if that were its value",
  },
  {
    name: "fields that fail and that the client has not asked for",
    query: `{ things { text @skip(if: true) } a: things { length } }`,
  },
];
