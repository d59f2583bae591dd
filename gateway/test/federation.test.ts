import { describe, expect, test } from "@jest/globals";
import { subgraph, worldOf } from "./kit/graph.ts";

const films = subgraph(
  "films",
  `
  type Query { media: [Media!]! }
  interface Media @key(fields: "id") { id: ID! title: String! }
  type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int }
  type Song implements Media @key(fields: "id") { id: ID! title: String! }
  `,
  {
    resolvers: {
      Query: {
        media: () => [
          { __typename: "Film", id: "f1", title: "Metropolis", minutes: 153 },
          { __typename: "Song", id: "s1", title: "Gymnopédie" },
        ],
      },
      Media: { __resolveReference: () => null },
    },
    entities: { Film: (references) => references, Song: (references) => references },
  },
);

describe("an interface that another subgraph knows as one type", () => {
  test("is asked for by its own name and keeps the types of its objects", async () => {
    const ratings = subgraph(
      "ratings",
      `type Query { best: Int } type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int }`,
      {
        resolvers: { Media: { rating: ({ id }: { id: string }) => (id === "f1" ? 5 : 4) } },
        entities: { Media: (references) => references },
      },
    );
    const { run, calls } = worldOf([films, ratings]);
    const { data, errors } = await run(`{ media { __typename title rating ... on Film { minutes } } }`);
    expect(errors).toBeUndefined();
    expect(data.media).toEqual([
      { __typename: "Film", title: "Metropolis", rating: 5, minutes: 153 },
      { __typename: "Song", title: "Gymnopédie", rating: 4 },
    ]);
    expect(calls[1]?.variables.representations).toEqual([
      { __typename: "Media", id: "f1" },
      { __typename: "Media", id: "s1" },
    ]);
  });
});

describe("@requires", () => {
  const goods = subgraph(
    "goods",
    `type Query { parcel: Parcel! }
     type Parcel @key(fields: "id") { id: ID! weight(unit: String!): Int! size: Size! }
     type Size { width: Int! height: Int! depth: Int }`,
    {
      resolvers: {
        Query: { parcel: () => ({ id: "1", size: { width: 2, height: 3, depth: null } }) },
        Parcel: { weight: (_: unknown, { unit }: { unit: string }) => (unit === "g" ? 1200 : 1) },
      },
      entities: { Parcel: (references) => references },
    },
  );
  const postage = subgraph(
    "postage",
    `type Query { carrier: String }
     type Parcel @key(fields: "id") {
       id: ID!
       weight(unit: String!): Int! @external
       size: Size! @external
       fee: String @requires(fields: "weight(unit: \\"g\\") size { width height depth }")
     }
     type Size { width: Int! @external height: Int! @external depth: Int @external }`,
    {
      resolvers: {
        Parcel: {
          fee: ({ weight, size }: { weight: number; size: object }) => `${weight} ${JSON.stringify(size)}`,
        },
      },
      entities: { Parcel: (references) => references },
    },
  );

  test("with arguments does not get what the client asked for with other ones", async () => {
    const { run } = worldOf([goods, postage]);
    const { data, errors } = await run(`{ parcel { weight(unit: "kg") fee } }`);
    expect(errors).toBeUndefined();
    expect(data.parcel).toEqual({ weight: 1, fee: '1200 {"width":2,"height":3,"depth":null}' });
  });
});

describe("a value type of several subgraphs", () => {
  test("is merged from those that each know a part of it", async () => {
    const names = subgraph(
      "names",
      `type Query { shop: Shop } type Shop @key(fields: "id") { id: ID! address: Address @shareable }
       type Address { street: String @shareable }`,
      {
        resolvers: { Query: { shop: () => ({ id: "1", address: { street: "Main Street" } }) } },
        entities: { Shop: (references) => references },
      },
    );
    const places = subgraph(
      "places",
      `type Query { x: Int } type Shop @key(fields: "id") { id: ID! address: Address @shareable }
       type Address { street: String @shareable city: City } type City { name: String }`,
      {
        resolvers: { Shop: { address: () => ({ street: "Main Street", city: { name: "Ghent" } }) } },
        entities: { Shop: (references) => references },
      },
    );
    const query = `{ shop { address { street city { name } } } }`;
    const whole = await worldOf([names, places]).run(query);
    expect(whole).toEqual({ data: { shop: { address: { street: "Main Street", city: { name: "Ghent" } } } } });

    const faults = {
      places: async () => {
        throw new Error("down");
      },
    };
    const part = await worldOf([names, places], { faults }).run(query);
    expect(part.data).toEqual({ shop: { address: { street: "Main Street", city: null } } });
    expect(part.errors).toMatchObject([{ path: ["shop", "address", "city"] }]);
  });
});
