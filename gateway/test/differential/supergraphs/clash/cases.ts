import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  {
    name: "aliases like keys",
    apolloIsWrong: "an alias that is the name of another field is taken for that field where it is a key or required",
    query: `{ items { id: kind kind: id right other { kind: right id: right(value: 1) } } }`,
  },
  {
    name: "aliases like keys in one of two fragments",
    apolloIsWrong: "an alias that is the name of another field is taken for that field where it is a key or required",
    query: `{ items { ...A self { ... on Item { id: errors } } } } fragment A on Item { self { right } other { id: __typename right } }`,
  },
  {
    name: "a variable with the name of the gateway's own",
    query: `query($representations: ID!, $value: Int) { item(representations: $representations) { right(value: $value) other { right self { right(value: $value) } } } }`,
    variables: { representations: "1", value: 7 },
  },
  {
    name: "a variable with that name in an entity fetch",
    apolloIsWrong: "a variable called representations is taken for the gateway's own",
    query: `query($representations: Int) { items { right(value: $representations) } }`,
    variables: { representations: 4 },
  },
  {
    name: "two @requires of one field with different arguments",
    apolloIsWrong: "one field required or asked for with different arguments is fetched with those of one",
    query: `{ items { both again } }`,
  },
  {
    name: "both of them and the client's own",
    apolloIsWrong: "one field required or asked for with different arguments is fetched with those of one",
    query: `{ items { value both again v: value(id: "r") w: value(id: "s", kind: "t") value2: value(kind: "t") } }`,
  },
  {
    name: "response keys of objects and lists",
    query: `{ items { length: self { toString: id hasOwnProperty: kind right } data { length: id id: length } __proto: id } }`,
  },
  {
    name: "response keys that JavaScript has ideas about",
    query: `{ items { constructor: right __proto__: errors prototype: other { __proto__: right } } }`,
  },
  {
    name: "aliases like internal fields",
    query: `{ _entities: items { _service: right representations: id } data: query errors: query extensions: query }`,
  },
  {
    name: "operations and fragments of odd names",
    query: `query on { items { ...typename ...fragment } } fragment typename on Item { right } fragment fragment on Item { other { ...typename } }`,
  },
];
