import { describe, expect, test } from "@jest/globals";
import { worldOf } from "./kit/graph.ts";
import { catalog, inventory } from "./kit/shop.ts";

const shop = () => worldOf([catalog(), inventory()]);

describe("an entity", () => {
  test("is put together from its subgraphs", async () => {
    const { run } = shop();
    const { data, errors } = await run(`{ product(id: "p1") { title shelfCode stock { total perSku { sku } } } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      product: { title: "Lamp", shelfCode: "A-p1", stock: { total: 2, perSku: [{ sku: "p1-a" }, { sku: "p1-b" }] } },
    });
  });

  test("is asked for once, however often it occurs, and each place gets its own copy", async () => {
    const { run, calls } = shop();
    const { data } = await run(`query($ids: [ID!]!) { pair(ids: $ids) { ... on Product { id stock { total } } } }`, {
      ids: ["p1", "nowhere", "p1"],
    });
    expect(data.pair).toEqual([{ id: "p1", stock: { total: 2 } }, null, { id: "p1", stock: { total: 2 } }]);
    expect(calls[1]?.variables.representations).toEqual([{ __typename: "Product", id: "p1", skus: ["p1-a", "p1-b"] }]);
  });

  test("that is not there asks nothing of anybody", async () => {
    const { run, calls } = shop();
    expect(await run(`{ product(id: "none") { shelfCode } }`)).toEqual({ data: { product: null } });
    expect(calls).toHaveLength(1);
  });
});

describe("aliases", () => {
  test("may be called as keys, required fields and the type name are", async () => {
    const { run } = shop();
    const { data, errors } = await run(`{
      product(id: "p1") { id: title skus: title __typename: title constructor: title stock { total: __typename n: total } }
      mine: product(id: "p2") { id title: id }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      product: { id: "Lamp", skus: "Lamp", __typename: "Lamp", constructor: "Lamp", stock: { total: "Stock", n: 2 } },
      mine: { id: "p2", title: "p2" },
    });
  });

  test("of one field with several arguments stay apart", async () => {
    const { run } = shop();
    const { data } = await run(`{ product(id: "p1") { a: shelfCode b: shelfCode(zone: "B") shelfCode(zone: "C") } }`);
    expect(data.product).toEqual({ a: "A-p1", b: "B-p1", shelfCode: "C-p1" });
  });

  test("named __proto__ are keys like others", async () => {
    const { run } = shop();
    const { data } = await run(`{ product(id: "p1") { __proto__: title } }`);
    expect(JSON.stringify(data)).toBe('{"product":{"__proto__":"Lamp"}}');
  });
});

describe("fields", () => {
  test("come in the order in which they were asked for, whoever brought them", async () => {
    const { run } = shop();
    const { data } = await run(`{ product(id: "p1") { shelfCode title stock { total } id } }`);
    expect(Object.keys(data.product)).toEqual(["shelfCode", "title", "stock", "id"]);
  });

  test("of fragments, named or not, are merged", async () => {
    const { run } = shop();
    const { data } = await run(`
      query { product(id: "p1") { ...A ... { stock { total } } ... on Product { stock { perSku { count } } } } }
      fragment A on Product { title ...B } fragment B on Product { id }
    `);
    expect(data.product).toEqual({
      title: "Lamp",
      id: "p1",
      stock: { total: 2, perSku: [{ count: 1 }, { count: 1 }] },
    });
  });

  test("are skipped and included by several variables at once, in every combination and again", async () => {
    const { run } = shop();
    const query = `query($a: Boolean!, $b: Boolean!) {
      product(id: "p1") { id @skip(if: $a) ... @include(if: $b) { title stock @skip(if: $a) { total } } }
    }`;
    for (const _ of [1, 2, 3]) {
      for (const [a, b] of [
        [true, true],
        [true, false],
        [false, true],
        [false, false],
      ] as const) {
        const expected = {
          ...(a ? {} : { id: "p1" }),
          ...(b ? { title: "Lamp", ...(a ? {} : { stock: { total: 2 } }) } : {}),
        };
        expect(await run(query, { a, b })).toEqual({ data: { product: expected } });
      }
    }
  });

  test("are skipped and included by variables, and then not fetched", async () => {
    const { run, calls } = shop();
    const query = `query($more: Boolean!) {
      product(id: "p1") { title @skip(if: $more) stock @include(if: $more) { total } }
    }`;
    expect((await run(query, { more: false })).data).toEqual({ product: { title: "Lamp" } });
    expect(calls.map((call) => call.subgraph)).toEqual(["catalog"]);
    expect((await run(query, { more: true })).data).toEqual({ product: { stock: { total: 2 } } });
  });

  test("__typename is told at the root, also of a mutation and under another name", async () => {
    const { run, calls } = shop();
    expect(await run(`mutation { note: __typename }`)).toEqual({ data: { note: "Mutation" } });
    expect(calls).toHaveLength(0);
    expect((await run(`mutation { a: note(text: "1") kind: __typename }`)).data).toEqual({ a: "1", kind: "Mutation" });
  });

  test("__typename is told everywhere", async () => {
    const { run } = shop();
    const { data } = await run(`{ __typename product(id: "p1") { t: __typename stock { __typename } } }`);
    expect(data).toEqual({ __typename: "Query", product: { t: "Product", stock: { __typename: "Stock" } } });
  });
});

describe("abstract types", () => {
  test("of a union are enriched each by its own subgraph", async () => {
    const { run } = shop();
    const { data, errors } = await run(`{
      shelf { __typename ... on Product { title shelfCode } ... on Voucher { worth printed } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.shelf).toEqual([
      { __typename: "Product", title: "Lamp", shelfCode: "A-p1" },
      { __typename: "Voucher", worth: 5, printed: true },
    ]);
  });

  test("an interface whose types live in several subgraphs catches each of them", async () => {
    const { run } = shop();
    const fragment = `__typename ... on UserError { message path }`;
    const { data, errors } = await run(
      `mutation {
        a: rename(id: "p1", title: "") { ${fragment} }
        b: rename(id: "p1", title: "Chair") { ${fragment} ... on TitleTaken { other { title shelfCode } } }
        c: rename(id: "p1", title: "New") { ${fragment} ... on Renamed { product { id stock { total } } } }
        d: count(sku: "x") { ${fragment} ... on SkuUnknown { sku } }
      }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      a: { __typename: "InvalidInput", message: "Empty", path: ["title"] },
      b: { __typename: "TitleTaken", message: "Taken", path: null, other: { title: "Chair", shelfCode: "A-p2" } },
      c: { __typename: "Renamed", product: { id: "p1", stock: { total: 2 } } },
      d: { __typename: "SkuUnknown", message: "No such SKU", path: null, sku: "x" },
    });
  });

  test("mutations follow each other, also from one subgraph to another and back", async () => {
    const { run, calls } = shop();
    await run(`mutation { note(text: "1") count(sku: "x") { __typename } second: note(text: "2") }`);
    expect(calls.map((call) => call.subgraph)).toEqual(["catalog", "inventory", "catalog"]);
  });
});

describe("variables", () => {
  test("get their defaults, and those of inputs", async () => {
    const { run } = shop();
    const { data } = await run(
      `query($wish: Wish, $first: Int = 1) { echo(wish: $wish) products(first: $first) { id } }`,
      {
        wish: { text: "a" },
      },
    );
    expect(JSON.parse(data.echo)).toEqual({ wish: { text: "a", count: 1 } });
    expect(data.products).toHaveLength(1);
  });

  test("of wrong types are told as bad input, without a hint of what is hidden", async () => {
    const { run, calls } = shop();
    for (const variables of [{ kind: "SECRE" }, { kind: 1 }, { kind: { a: 1 } }, { kind: "SECRET" }]) {
      const { data, errors } = await run(`query($kind: Kind) { echo(kind: $kind) }`, variables);
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
      expect(errors?.[0]?.message).not.toContain("Did you mean");
    }
    expect(calls).toHaveLength(0);
  });
});

describe("introspection", () => {
  test("is answered without a subgraph, and hides what is inaccessible", async () => {
    const { run, calls } = shop();
    const { data } = await run(`
      query Q { kind: __type(name: "Kind") { enumValues { name } } ...R __typename }
      fragment R on Query { __type(name: "Product") { fields { name: name } } }
    `);
    expect(data.kind.enumValues).toEqual([{ name: "SMALL" }, { name: "LARGE" }]);
    expect(data.__type.fields.map((field: { name: string }) => field.name)).not.toContain("skus");
    expect(data.__typename).toBe("Query");
    expect(calls).toHaveLength(0);
  });

  test("may stand beside data", async () => {
    const { run } = shop();
    const { data } = await run(`{ __schema { queryType { name } } product(id: "p1") { title } }`);
    expect(data).toEqual({ __schema: { queryType: { name: "Query" } }, product: { title: "Lamp" } });
  });
});

describe("introspection", () => {
  test("of what the planner does not know of is answered, beside data and through fragments", async () => {
    const { run } = shop();
    const { data, errors } = await run(
      `query ($old: Boolean) {
        __schema { types { ...Type } }
        __type(name: "Wish") { isOneOf fields(includeDeprecated: $old) { name } }
        product(id: "p1") { title }
      }
      fragment Type on __Type { name isOneOf }`,
      { old: true },
    );
    expect(errors).toBeUndefined();
    expect(data.__schema.types).toContainEqual({ name: "Wish", isOneOf: false });
    expect(data).toMatchObject({ __type: { isOneOf: false, fields: null }, product: { title: "Lamp" } });
  });
});
