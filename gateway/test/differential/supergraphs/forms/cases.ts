import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  {
    name: "inputs have the fields that all subgraphs know",
    query: `{ __type(name: "Filter") { inputFields { name type { kind name } defaultValue } } sort: __type(name: "Sort") { enumValues { name } } status: __type(name: "Status") { enumValues { name } } }`,
  },
  {
    name: "variables within inputs and lists",
    query: `query($s: Status!, $t: String!, $n: Filter) { orders(where: { status: [$s, OPEN], text: $t, not: $n }) { id } shipped(where: { text: $t, not: $n }) { status note } }`,
    variables: { s: "PAID", t: "some", n: { text: "x", status: [] } },
  },
  {
    name: "values of custom scalars",
    query: `query($x: Json) { shipped { extra label(extra: $x) a: label(extra: { k: [1, $x] }) b: label(extra: null) c: label(size: null) } orders(at: "now") { at label weights } }`,
    variables: { x: { y: [1] } },
  },
  { name: "@requires of custom scalars and lists of lists", query: `{ orders { note } shipped { note history } }` },
  {
    name: "a list given as one value",
    query: `query($st: [Status!]) { orders(sort: NEWEST, where: { status: OPEN, text: "a" }) { id } shipped(where: { status: $st, text: "b" }) { id } }`,
    variables: { st: "OPEN" },
  },
  {
    name: "variables that are not given, and null",
    query: `query($w: Filter, $s: Sort) { a: orders(where: $w) { id } b: shipped(sort: $s) { id } c: shipped(sort: null, where: null) { id } }`,
  },
  {
    name: "defaults of variables",
    query: `query($w: Filter = { text: "none" }, $s: Sort = NEWEST) { orders(where: $w) { id } shipped(sort: $s) { id status } }`,
  },
  {
    name: "a field with @requires is not included",
    query: `{ orders { note @include(if: false) progress label } }`,
    apolloIsWrong: "what is skipped is sent as missing when it is required in one place and not asked for in another",
  },
];
