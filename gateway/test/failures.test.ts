import { describe, expect, test } from "@jest/globals";
import { worldOf } from "./kit/graph.ts";
import { catalog, inventory } from "./kit/shop.ts";

const shop = () => worldOf([catalog(), inventory()]);
const down = async () => {
  throw new Error("connect ECONNREFUSED 10.0.0.7:4002");
};

describe("a subgraph that is down", () => {
  test("empties its own branch, with an error at each field that it owed", async () => {
    const { run } = worldOf([catalog(), inventory()], { faults: { inventory: down } });
    const { data, errors } = await run(`{ products { title stock { total } } }`);
    expect(data).toEqual({
      products: [
        { title: "Lamp", stock: null },
        { title: "Chair", stock: null },
      ],
    });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["products", 0, "stock"], "DOWNSTREAM_UNAVAILABLE"],
      [["products", 1, "stock"], "BAD_USER_INPUT"],
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/inventory|ECONN|10\.0/);
  });

  test("does not undo the others' root fields", async () => {
    const { run } = worldOf([catalog(), inventory()], { faults: { inventory: down } });
    const { data, errors } = await run(`{ w: warehouse product(id: "p1") { title } }`);
    expect(data).toEqual({ w: null, product: { title: "Lamp" } });
    expect(errors).toMatchObject([{ path: ["w"], extensions: { code: "DOWNSTREAM_UNAVAILABLE" } }]);
  });

  test("takes the object with it whose field may not be null", async () => {
    const { run } = worldOf([catalog(), inventory()], { faults: { inventory: down } });
    const { data, errors } = await run(`{ product(id: "p1") { title code: shelfCode } }`);
    expect(data).toEqual({ product: null });
    expect(errors).toMatchObject([{ path: ["product", "code"], extensions: { code: "DOWNSTREAM_UNAVAILABLE" } }]);
  });

  test("or answers with something that is no result, is told the same way", async () => {
    for (const nonsense of [null, "text", [], {}, { errors: "no" }, { errors: [null] }]) {
      const { run } = worldOf([catalog(), inventory()], { faults: { inventory: async () => nonsense as never } });
      const { errors } = await run(`{ warehouse }`);
      expect(errors).toMatchObject([{ path: ["warehouse"], extensions: { code: "DOWNSTREAM_UNAVAILABLE" } }]);
    }
  });

  test("or too slow, is given up at the deadline", async () => {
    const { run } = worldOf([catalog(), inventory()], {
      faults: { inventory: () => new Promise(() => {}) },
      deadlineMilliseconds: 50,
    });
    const { data, errors } = await run(`{ product(id: "p1") { title stock { total } } }`);
    expect(data).toEqual({ product: { title: "Lamp", stock: null } });
    expect(errors).toMatchObject([{ path: ["product", "stock"], extensions: { code: "DOWNSTREAM_UNAVAILABLE" } }]);
  });
});

describe("errors", () => {
  test("of one entity lie on its own path and nowhere else", async () => {
    const { run } = shop();
    const { data, errors } = await run(`{ products(first: 3) { id where: shelfCode } }`);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ["products", 2, "where"], extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
  });

  test("of faults inside are masked", async () => {
    const { run } = shop();
    const { data, errors } = await run(`{ product(id: "p1") { title hurt: fragile } }`);
    expect(data).toEqual({ product: { title: "Lamp", hurt: null } });
    expect(errors).toMatchObject([{ path: ["product", "hurt"], extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
    expect(JSON.stringify(errors)).not.toContain("secret");
  });

  test("with a public code pass, and null makes its way up as far as the schema says", async () => {
    const { run } = shop();
    const { data, errors } = await run(`{ pair(ids: ["p1", "p2"]) { must } }`);
    expect(data).toEqual({ pair: [{ must: "must" }, null] });
    expect(errors).toMatchObject([
      { path: ["pair", 1, "must"], message: "Not for you", extensions: { code: "FORBIDDEN" } },
    ]);
  });

  test("of a hidden field reach the field that needed it", async () => {
    const { run, calls } = shop();
    const { data, errors } = await run(`{ product(id: "p2") { title inStock: stock { total } } }`);
    expect(data).toEqual({ product: { title: "Chair", inStock: null } });
    expect(errors).toMatchObject([{ path: ["product", "inStock"], message: "No SKUs today" }]);
    expect(errors).toHaveLength(1);
    expect(calls.map((call) => call.subgraph)).toEqual(["catalog"]);
  });

  test("tell where in the document their field stands", async () => {
    const { run } = shop();
    const { errors } = await run(`{\n  product(id: "p1") {\n    fragile\n  }\n}`);
    expect(errors).toMatchObject([{ locations: [{ line: 3, column: 5 }] }]);
  });

  test("a value that the schema hides is null, with an error", async () => {
    const { run } = shop();
    const { data, errors } = await run(`{ product(id: "p3") { kind } }`);
    expect(data).toEqual({ product: { kind: null } });
    expect(errors).toMatchObject([{ path: ["product", "kind"] }]);
    expect(JSON.stringify(errors)).not.toContain("SECRET");
  });

  test("a null where none may be is told once when no subgraph told why", async () => {
    const { run } = worldOf([catalog(), inventory()], {
      faults: { inventory: async () => ({ data: { _entities: [null] } }) },
    });
    const { data, errors } = await run(`{ product(id: "p1") { title shelfCode } }`);
    expect(data).toEqual({ product: null });
    expect(errors).toMatchObject([{ path: ["product", "shelfCode"], message: /non-nullable field Product.shelfCode/ }]);
    expect(errors).toHaveLength(1);
  });
});
