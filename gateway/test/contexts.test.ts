import { describe, expect, test } from "@jest/globals";
import { scripted } from "./kit/operation.ts";

/** Prices depend on the user in whose cart a thing lies; the thing learns of it by its context. */
const shop = scripted([
  {
    name: "carts",
    sdl: `
    type Query { users: [User!]! }
    type User @key(fields: "id") @context(name: "buyer") { id: ID! tier: String! carts: [[Cart!]!]! }
    type Cart @key(fields: "id") { id: ID! price(tier: String @fromContext(field: "$buyer { tier }")): Int }`,
    answer: ({ query, variables }) => {
      if (!query.includes("_entities")) {
        return {
          data: {
            users: [
              {
                __typename: "User",
                id: "1",
                tier: "gold",
                carts: [[{ __typename: "Cart", id: "a" }], [{ __typename: "Cart", id: "b" }]],
              },
              { __typename: "User", id: "2", tier: "new", carts: [[{ __typename: "Cart", id: "a" }]] },
              { __typename: "User", id: "3", tier: "gold", carts: [[{ __typename: "Cart", id: "b" }]] },
            ],
          },
        };
      }
      const tier = Object.entries(variables ?? {}).find(([name]) => name !== "representations")?.[1];
      const representations = variables?.representations as { id: string }[];
      return {
        data: { _entities: representations.map(({ id }) => ({ price: tier === "gold" ? 1 : id.charCodeAt(0) })) },
      };
    },
  },
  { name: "other", sdl: `type Query { x: Int } type User @key(fields: "id") { id: ID! y: Int }`, answer: () => ({}) },
]);

describe("arguments from around an entity", () => {
  test("are asked for once with each different set of values, each entity once", async () => {
    const { data, errors } = await shop.run(`{ users { carts { price } } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      users: [{ carts: [[{ price: 1 }], [{ price: 1 }]] }, { carts: [[{ price: 97 }]] }, { carts: [[{ price: 1 }]] }],
    });
    const asked = shop.calls
      .slice(1)
      .map(({ variables: { representations, ...context } }) => [
        Object.values(context),
        (representations as { id: string }[]).map(({ id }) => id),
      ]);
    expect(asked).toEqual([
      [["gold"], ["a", "b"]],
      [["new"], ["a"]],
    ]);
  });
});
