import { describe, expect, test } from "@jest/globals";
import { entities, scripted } from "./kit/operation.ts";

const representationsOf = (calls: readonly { readonly variables: Readonly<Record<string, unknown>> }[]) =>
  calls.map(({ variables }) => variables.representations);

describe("entities of one subgraph", () => {
  const shop = () =>
    scripted([
      {
        name: "products",
        sdl: `type Query { a: [Product] b: Product c: Product }
              type Mutation { first: Product second: Product }
              type Product @key(fields: "id") { id: ID! next: Product }`,
        answer: ({ kind }) => ({
          data:
            kind === "mutation"
              ? { first: { __typename: "Product", id: "1" }, second: { __typename: "Product", id: "1" } }
              : {
                  a: [
                    { __typename: "Product", id: "1" },
                    { __typename: "Product", id: "2" },
                  ],
                  b: { __typename: "Product", id: "2" },
                  c: { __typename: "Product", id: "3", next: { __typename: "Product", id: "1" } },
                },
        }),
      },
      {
        name: "stock",
        sdl: `type Query { x: Int }
              type Product @key(fields: "id") { id: ID! stock: Stock }
              type Stock { total: Int! place: Place } type Place { code: String name: String }`,
        answer: entities(({ id }) => ({ stock: { total: Number(id), place: { code: `P${id}`, name: "N" } } })),
      },
    ]);

  test("that branches of a plan want at once are asked for in one request, each once", async () => {
    const { run, calls } = shop();
    const { data, errors } = await run(
      `{ a { stock { total } } b { stock { total } } c { next { stock { total } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: [{ stock: { total: 1 } }, { stock: { total: 2 } }],
      b: { stock: { total: 2 } },
      c: { next: { stock: { total: 1 } } },
    });
    expect(representationsOf(calls.slice(1))).toEqual([
      [
        { __typename: "Product", id: "1" },
        { __typename: "Product", id: "2" },
      ],
    ]);
  });

  test("that are asked for different fields are asked for apart", async () => {
    const { run, calls } = shop();
    const { data } = await run(`{ b { stock { total } } c { stock { place { code } } } }`);
    expect(data).toEqual({ b: { stock: { total: 2 } }, c: { stock: { place: { code: "P3" } } } });
    expect(calls).toHaveLength(3);
  });

  test("are asked for again by each field of a mutation: they may have changed in between", async () => {
    const { run, calls } = shop();
    await run(`mutation { first { stock { total } } second { stock { total } } }`);
    expect(calls.filter(({ subgraph }) => subgraph === "stock").length).toBeGreaterThan(1);
  });
});

describe("keys", () => {
  test("lead from one to the next, and who has none on the way is not asked for", async () => {
    const { run, calls } = scripted([
      {
        name: "isbn",
        sdl: `type Query { books: [Book] } type Book @key(fields: "isbn") { isbn: ID! }`,
        answer: () => ({ data: { books: ["1", "2", "3"].map((isbn) => ({ __typename: "Book", isbn })) } }),
      },
      {
        name: "bridge",
        sdl: `type Query { x: Int } type Book @key(fields: "isbn") @key(fields: "shelf { row }") { isbn: ID! shelf: Shelf }
              type Shelf @shareable { row: Int }`,
        answer: entities(({ isbn }) => {
          if (isbn === "2") return { shelf: null };
          return isbn === "3" ? { shelf: { row: null } } : { shelf: { row: 7 } };
        }),
      },
      {
        name: "shelves",
        sdl: `type Query { y: Int } type Book @key(fields: "shelf { row }") { shelf: Shelf lamp: String }
              type Shelf @shareable { row: Int }`,
        answer: entities(({ shelf }) => ({ lamp: `lamp ${(shelf as { row: number }).row}` })),
      },
    ]);
    expect(await run(`{ books { isbn lamp } }`)).toEqual({
      data: {
        books: [
          { isbn: "1", lamp: "lamp 7" },
          { isbn: "2", lamp: null },
          { isbn: "3", lamp: null },
        ],
      },
    });
    expect(representationsOf(calls).at(-1)).toEqual([{ __typename: "Book", shelf: { row: 7 } }]);
  });

  test("of several fields are told from each other, and one null among them is a part of the key", async () => {
    const { run, calls } = scripted([
      {
        name: "goods",
        sdl: `type Query { goods: [Good!] } type Good @key(fields: "sku variant") { sku: ID! variant: String }`,
        answer: () => ({
          data: {
            goods: [
              { __typename: "Good", sku: "1", variant: null },
              { __typename: "Good", sku: "1", variant: "red" },
              { __typename: "Good", sku: "1", variant: "red" },
            ],
          },
        }),
      },
      {
        name: "names",
        sdl: `type Query { x: Int } type Good @key(fields: "sku variant") { sku: ID! variant: String name: String }`,
        answer: entities(({ variant }) => ({ name: `a ${variant} one` })),
      },
    ]);
    const { data } = await run(`{ goods { name } }`);
    expect(data.goods).toEqual([{ name: "a null one" }, { name: "a red one" }, { name: "a red one" }]);
    expect(representationsOf(calls)[1]).toHaveLength(2);
  });

  test("may hold any text, and numbers, lists and objects are sent as they came", async () => {
    const id = `"\\ \n\u2028 🦊 {"__typename":"X"}`;
    const { run, calls } = scripted(
      [
        {
          name: "one",
          sdl: `type Query { thing: Thing } scalar JSON
              type Thing @key(fields: "id") { id: ID! free: JSON tags: [String] @shareable size: Size } type Size { w: Float ok: Boolean }`,
          answer: () => ({
            data: {
              thing: { __typename: "Thing", id, free: { a: [1, null] }, tags: ["a", null], size: { w: 1.5, ok: true } },
            },
          }),
        },
        {
          name: "two",
          sdl: `type Query { x: Int } scalar JSON
              type Thing @key(fields: "id") {
                id: ID! free: JSON @external tags: [String] @external size: Size @external
                sum: String @requires(fields: "free tags size { w ok }")
              } type Size @shareable { w: Float ok: Boolean }`,
          answer: entities((representation) => ({ sum: JSON.stringify(representation) })),
        },
      ].map((each) => ({ ...each, sdl: each.sdl.replace("type Size {", "type Size @shareable {") })),
    );
    const { data } = await run(`{ thing { sum } }`);
    expect(JSON.parse(data.thing.sum)).toEqual({
      __typename: "Thing",
      id,
      free: { a: [1, null] },
      tags: ["a", null],
      size: { w: 1.5, ok: true },
    });
    expect(calls).toHaveLength(2);
  });
});

describe("abstract types in @requires", () => {
  test("send of each object what its type has", async () => {
    const { run } = scripted([
      {
        name: "pets",
        sdl: `type Query { owner: Owner } type Owner @key(fields: "id") { id: ID! pets: [Pet] }
              interface Pet { name: String } type Cat implements Pet @shareable { name: String lives: Int }
              type Dog implements Pet @shareable { name: String tricks: [String] }`,
        answer: () => ({
          data: {
            owner: {
              __typename: "Owner",
              id: "1",
              pets: [
                { __typename: "Cat", name: "Mia", lives: 9 },
                { __typename: "Dog", name: "Rex", tricks: ["sit"] },
                null,
              ],
            },
          },
        }),
      },
      {
        name: "insurance",
        sdl: `type Query { x: Int } interface Pet { name: String }
              type Cat implements Pet @shareable { name: String lives: Int } type Dog implements Pet @shareable { name: String tricks: [String] }
              type Owner @key(fields: "id") {
                id: ID! pets: [Pet] @external
                premium: String @requires(fields: "pets { name ... on Cat { lives } ... on Dog { tricks } }")
              }`,
        answer: entities(({ pets }) => ({ premium: JSON.stringify(pets) })),
      },
    ]);
    const { data, errors } = await run(`{ owner { premium } }`);
    expect(errors).toBeUndefined();
    expect(JSON.parse(data.owner.premium)).toMatchObject([
      { name: "Mia", lives: 9 },
      { name: "Rex", tricks: ["sit"] },
      null,
    ] as never);
  });
});

describe("@provides", () => {
  test("spares the request for what came along", async () => {
    const { run, calls } = scripted([
      {
        name: "reviews",
        sdl: `type Query { review: Review } type Review { author: User @provides(fields: "name") }
              type User @key(fields: "id") { id: ID! name: String @external }`,
        answer: () => ({ data: { review: { author: { __typename: "User", id: "1", name: "Ada" } } } }),
      },
      {
        name: "users",
        sdl: `type Query { x: Int } type User @key(fields: "id") { id: ID! name: String @shareable }`,
        answer: entities(() => ({ name: "Someone else" })),
      },
    ]);
    expect(await run(`{ review { author { name } } }`)).toEqual({ data: { review: { author: { name: "Ada" } } } });
    expect(calls).toHaveLength(1);
  });
});

describe("an interface that one subgraph knows as a type", () => {
  const world = scripted([
    {
      name: "films",
      sdl: `type Query { x: Int } interface Media @key(fields: "id") { id: ID! title: String }
            type Film implements Media @key(fields: "id") { id: ID! title: String }`,
      answer: entities(({ id }) => (id === "lost" ? null : { __typename: "Film", title: `Film ${id}` })),
    },
    {
      name: "ratings",
      sdl: `type Query { best: Media all: [Media!]! } type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int }`,
      answer: () => ({
        data: {
          best: { __typename: "Media", id: "1", rating: 5 },
          all: [{ __typename: "Media", id: "1", rating: 5 }],
        },
      }),
    },
  ]);

  test("gives its own fields without asking what the objects are", async () => {
    expect(await world.run(`{ best { rating } }`)).toEqual({ data: { best: { rating: 5 } } });
    expect(world.calls).toHaveLength(1);
  });

  test("has its objects' types told by the subgraph that knows them", async () => {
    expect(await world.run(`{ best { __typename rating ... on Film { title } } }`)).toEqual({
      data: { best: { __typename: "Film", rating: 5, title: "Film 1" } },
    });
  });
});
