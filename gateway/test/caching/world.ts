import { defineSubgraph, type Subgraph } from "@angidi/subgraph";
import { signingKey } from "../kit/graph.ts";

/** What two subgraphs know, to be written to by tests. */
export interface Goods {
  readonly titles: Map<string, string>;
  readonly stock: Map<string, number>;
  /** How often a root field or an entity of a subgraph was asked for. */
  readonly asked: { catalog: number; stock: number; ratings: number };
  readonly ratings: Map<string, number>;
  /** Waited for before a title is told. */
  hold: Promise<void> | undefined;
  failing: boolean;
}

export function goods(): Goods {
  return {
    titles: new Map([
      ["1", "Lamp"],
      ["2", "Chair"],
    ]),
    stock: new Map([
      ["1", 7],
      ["2", 0],
    ]),
    asked: { catalog: 0, stock: 0, ratings: 0 },
    ratings: new Map(),
    hold: undefined,
    failing: false,
  };
}

/** A catalogue, and the stock of what is in it. */
export function shops(known: Goods): readonly Subgraph[] {
  const found = (id: string) => (known.titles.has(id) ? { id } : null);
  const catalog = defineSubgraph<object, object>({
    name: "catalog",
    signingKey,
    ports: {},
    schemaFolder: {
      sdl: `
      type Query {
        good(id: ID!): Good
        goods: [Good!]!
        find(filter: Filter): [Good!]! @cacheControl(maxAge: 30)
        mine: Good @cacheControl(maxAge: 60, scope: PRIVATE)
        shelf: [Item!]! @cacheControl(maxAge: 60)
        motto: String
        slogan: String @cacheControl(maxAge: 60)
        forStaff: String @cacheControl(maxAge: 60) @requiresScopes(scopes: [["staff"]])
        unkept: Unkept
      }
      input Filter { text: String, most: Int }
      type Mutation { rename(id: ID!, title: String!): Good add(id: ID!, title: String!): Added! }
      type Added { ok: Boolean! good: Good }
      type Good @key(fields: "id") @cacheControl(maxAge: 60, scope: RIGHTS) {
        id: ID!
        title: String!
        maker: Maker
        part: Part
        draft: Good
      }
      type Maker @key(fields: "name") @cacheControl(maxAge: 600, scope: PUBLIC) { name: String! }
      type Part @cacheControl(inheritMaxAge: true) { size: Int! }
      type Unkept { text: String }
      type Note @cacheControl(maxAge: 10, scope: RIGHTS) { text: String }
      union Item = Good | Note
      `,
    },
    resolvers: {
      Query: {
        good: async (_: unknown, { id }: { id: string }) => {
          known.asked.catalog++;
          const good = found(id);
          const title = known.titles.get(id);
          await known.hold;
          if (known.failing) throw new Error("out of order");
          return good && { ...good, title };
        },
        goods: () => {
          known.asked.catalog++;
          return [...known.titles.keys()].map((id) => ({ id }));
        },
        find: (_: unknown, { filter }: { filter?: { text?: string; most?: number } }) =>
          [...known.titles]
            .filter(([, title]) => title.includes(filter?.text ?? ""))
            .slice(0, filter?.most ?? 10)
            .map(([id]) => ({ id })),
        mine: (_: unknown, _arguments: unknown, { caller }: { caller: { userId?: string } }) => ({
          id: "1",
          title: `of ${caller.userId ?? "nobody"}`,
        }),
        shelf: () => [
          { __typename: "Good", id: "1" },
          { __typename: "Note", text: "Ring twice" },
        ],
        motto: () => "plain",
        slogan: () => `${known.asked.catalog++}`,
        forStaff: () => `${known.asked.catalog++}`,
        unkept: () => ({ text: `${known.asked.catalog++}` }),
      },
      Mutation: {
        rename: (_: unknown, { id, title }: { id: string; title: string }) => {
          if (!known.titles.has(id)) return null;
          known.titles.set(id, title);
          return { id };
        },
        add: (_: unknown, { id, title }: { id: string; title: string }) => {
          known.titles.set(id, title);
          return { ok: true, good: { id } };
        },
      },
      Good: {
        title: ({ id, title }: { id: string; title?: string }) => title ?? known.titles.get(id),
        maker: ({ id }: { id: string }) => ({ name: `Maker of ${id}` }),
        part: ({ id }: { id: string }) => ({ size: Number(id) }),
      },
    },
    entities: {
      Good: (references) => references.map(({ id }) => found(id as string)),
      Maker: (references) => references,
    },
  });
  const stock = defineSubgraph<object, object>({
    name: "stock",
    signingKey,
    ports: {},
    schemaFolder: {
      sdl: `
      type Mutation { put(id: ID!, count: Int!): Boolean rate(name: String!, rating: Int!): Boolean }
      type Maker @key(fields: "name") { name: String! rating: Int }
      type Query { depots: Int }
      type Good @key(fields: "id") {
        id: ID!
        count: Count @cacheControl(maxAge: 5, scope: PUBLIC)
      }
      type Count @cacheControl(inheritMaxAge: true) { left: Int }
      `,
    },
    resolvers: {
      Mutation: {
        put: (_: unknown, { id, count }: { id: string; count: number }) => {
          known.stock.set(id, count);
          return true;
        },
        rate: (_: unknown, { name, rating }: { name: string; rating: number }) => {
          known.ratings.set(name, rating);
          return true;
        },
      },
      Query: { depots: () => 1 },
      Maker: {
        rating: ({ name }: { name: string }) => {
          known.asked.ratings++;
          return known.ratings.get(name) ?? null;
        },
      },
      Good: {
        count: ({ id }: { id: string }) => {
          known.asked.stock++;
          return { left: known.stock.get(id) ?? null };
        },
      },
    },
    entities: { Good: (references) => references, Maker: (references) => references },
  });
  return [catalog, stock];
}
