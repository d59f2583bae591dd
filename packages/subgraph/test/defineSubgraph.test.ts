import { describe, expect, test } from "@jest/globals";
import { type GraphQLError, parse } from "graphql";
import {
  anonymous,
  type Caller,
  CodedError,
  defineSubgraph,
  IDENTITY_HEADER,
  type Reference,
  type SubgraphParts,
  signIdentity,
} from "../src/index.ts";

const key = "a signing key of at least thirty-two characters";
const ada: Caller = { kind: "user", userId: "ada", roles: ["CUSTOMER"] };
const staff: Caller = { kind: "user", userId: "cleo", roles: ["CONTENT_MANAGER"] };
const orders: Caller = { kind: "service", service: "orders", onBehalfOf: anonymous };

const sdl = `
type Query {
  greeting(name: String): String
  mine: String @authenticated
  edit: String @requiresScopes(scopes: [["catalog:write"]])
  stock(sku: String!): Int @internal(services: ["orders"]) @inaccessible
  fails: String
  refuses: String
  price: Money
}
type Product @key(fields: "id") { id: ID! title: String }
type Subscription { count(to: Int!): Int! }
`;

function subgraph(parts: Partial<SubgraphParts<object, object>> = {}) {
  const calls: number[] = [];
  const defined = defineSubgraph({
    name: "catalog",
    schemaFolder: { sdl },
    signingKey: key,
    ports: {},
    resolvers: {
      Query: {
        greeting: (_: unknown, { name }: { name?: string }) => `Hello ${name}`,
        mine: () => "mine",
        edit: () => "edited",
        stock: () => 3,
        fails: () => {
          throw new Error("password=hunter2");
        },
        refuses: () => {
          throw new CodedError("BAD_USER_INPUT", "Not so");
        },
        price: () => ({ amount: 100, currency: "USD" }),
      },
      Subscription: {
        count: {
          async *subscribe(_: unknown, { to }: { to: number }) {
            for (let count = 1; count <= to; count++) yield { count };
          },
        },
      },
    },
    entities: {
      Product: (references: readonly Reference[]) => {
        calls.push(references.length);
        return references.map(({ id }) => (id === "none" ? null : Object.freeze({ id, title: `Title of ${id}` })));
      },
    },
    ...parts,
  });
  const request = (query: string, variables: Record<string, unknown> = {}, caller: Caller = anonymous) => ({
    query,
    variables,
    headers: { [IDENTITY_HEADER]: signIdentity({ caller, requestId: "r1" }, key) },
    signal: new AbortController().signal,
  });
  const ask = (query: string, variables?: Record<string, unknown>, caller?: Caller) =>
    defined.transport.execute(request(query, variables, caller));
  return { ...defined, calls, ask, request };
}

const codeOf = (result: { errors?: readonly GraphQLError[] }) => result.errors?.[0]?.extensions.code;

describe("a call", () => {
  test("is answered for a signed caller", async () => {
    const { ask } = subgraph();
    expect((await ask(`query($n: String) { greeting(name: $n) }`, { n: "Ada 🦊" })).data).toEqual({
      greeting: "Hello Ada 🦊",
    });
  });

  test("is refused without a signature of the platform's key", async () => {
    const { transport, request } = subgraph();
    for (const headers of [
      {},
      { [IDENTITY_HEADER]: "forged.signature" },
      {
        [IDENTITY_HEADER]: signIdentity({ caller: ada, requestId: "r" }, "another key, just as long as the first one"),
      },
    ]) {
      const result = await transport.execute({
        ...request("{ greeting }"),
        headers: headers as Record<string, string>,
      });
      expect(codeOf(result)).toBe("UNAUTHENTICATED");
      expect(result.data).toBeUndefined();
    }
  });

  test("is answered with objects that are the caller's own, each time", async () => {
    const price = Object.freeze({ amount: 100, currency: "USD" });
    const { ask } = subgraph({ resolvers: { Query: { price: () => price } } });
    for (let time = 0; time < 4; time++) {
      const { data } = await ask("{ price { amount currency } }");
      expect(data).toEqual({ price: { amount: 100, currency: "USD" } });
      Object.assign(data?.price as object, { amount: 5, note: "changed" });
    }
  });

  test("ends at the caller's deadline", async () => {
    const { transport, request } = subgraph({ resolvers: { Query: { greeting: () => new Promise(() => {}) } } });
    const deadline = new AbortController();
    const answer = transport.execute({ ...request("{ greeting }"), signal: deadline.signal });
    deadline.abort(new Error("too late"));
    await expect(answer).rejects.toThrow("too late");
  });

  test("tells a mistake of the caller and masks a fault of ours", async () => {
    const { ask } = subgraph();
    expect(codeOf(await ask("{ nothing }"))).toBe("BAD_USER_INPUT");
    expect(codeOf(await ask("{ refuses }"))).toBe("BAD_USER_INPUT");
    const fault = await ask("{ fails }");
    expect(codeOf(fault)).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify(fault)).not.toContain("hunter2");
  });

  test("with a text that cannot be stored is bad input, in variables and in literals", async () => {
    const { ask } = subgraph();
    expect(codeOf(await ask(`query($n: String) { greeting(name: $n) }`, { n: "a\u0000" }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await ask(`query($n: String) { greeting(name: $n) }`, { n: "\ud800" }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await ask(`{ greeting(name: "a\\u0000") }`))).toBe("BAD_USER_INPUT");
  });
});

describe("the SDL's guards", () => {
  test("@authenticated wants a user", async () => {
    const { ask } = subgraph();
    expect(codeOf(await ask("{ mine }"))).toBe("UNAUTHENTICATED");
    expect((await ask("{ mine }", {}, ada)).data).toEqual({ mine: "mine" });
  });

  test("@requiresScopes wants a role with the scope", async () => {
    const { ask } = subgraph();
    expect(codeOf(await ask("{ edit }"))).toBe("FORBIDDEN");
    expect(codeOf(await ask("{ edit }", {}, ada))).toBe("FORBIDDEN");
    expect((await ask("{ edit }", {}, staff)).data).toEqual({ edit: "edited" });
  });

  test("@internal wants a named service", async () => {
    const { ask } = subgraph();
    expect(codeOf(await ask(`{ stock(sku: "A") }`, {}, staff))).toBe("FORBIDDEN");
    expect(codeOf(await ask(`{ stock(sku: "A") }`, {}, { ...orders, service: "carts" }))).toBe("FORBIDDEN");
    expect((await ask(`{ stock(sku: "A") }`, {}, orders)).data).toEqual({ stock: 3 });
  });

  test("an internal field that clients could see does not start", () => {
    expect(() =>
      subgraph({
        schemaFolder: { sdl: `type Query { a: Int @internal(services: ["b"]) }` },
        resolvers: {},
        entities: {},
      }),
    ).toThrow(/must be @inaccessible/);
  });
});

describe("entities", () => {
  const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Product { id title } } }`;

  test("of one type are resolved by one call, in order, null where there is none", async () => {
    const { ask, calls } = subgraph();
    const representations = ["a", "none", "b"].map((id) => ({ __typename: "Product", id }));
    const { data } = await ask(query, { r: representations });
    expect(data?._entities).toEqual([{ id: "a", title: "Title of a" }, null, { id: "b", title: "Title of b" }]);
    expect(calls).toEqual([3]);
  });

  test("of several types are put back in the order in which they were asked for", async () => {
    const asked: string[] = [];
    const entity = (type: string) => (references: readonly Reference[]) => {
      asked.push(`${type} ${references.length}`);
      return references.map(({ id }) => ({ id, title: `${type} ${id}` }));
    };
    const { ask } = subgraph({
      schemaFolder: { sdl: `${sdl} type Brand @key(fields: "id") { id: ID! title: String }` },
      entities: { Product: entity("Product"), Brand: entity("Brand") },
    });
    const r = ["Product", "Brand", "Product"].map((__typename, id) => ({ __typename, id: `${id}` }));
    const { data } = await ask(
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Product { title } ... on Brand { title } } }`,
      { r },
    );
    expect(data?._entities).toEqual([{ title: "Product 0" }, { title: "Brand 1" }, { title: "Product 2" }]);
    expect(asked).toEqual(["Product 2", "Brand 1"]);
  });

  test("without a resolver do not start", () => {
    expect(() => subgraph({ entities: {} })).toThrow(/Product has a resolvable @key/);
  });
});

describe("the schema", () => {
  test("holds just the shared types that it mentions", () => {
    const names = parse(subgraph().sdl).definitions.flatMap((node) =>
      "name" in node && node.name ? [node.name.value] : [],
    );
    expect(names).toEqual(expect.arrayContaining(["Money", "MinorUnits"]));
    expect(names).not.toContain("AddressInput");
  });

  test("with a resolver for a field that it does not have does not start", () => {
    expect(() => subgraph({ resolvers: { Query: { greting: () => "" } } })).toThrow(/Query.greting/);
  });
});

test("a subscription yields in order and ends; a refused one yields its errors alone", async () => {
  const { transport, request } = subgraph();
  const counts: unknown[] = [];
  for await (const result of await transport.subscribe(request("subscription { count(to: 3) }")))
    counts.push(result.data);
  expect(counts).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }]);

  const refused = [];
  for await (const result of await transport.subscribe(request("subscription { no }"))) refused.push(result);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.errors).toHaveLength(1);
});
