import { getEventListeners } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { compiled, scripted } from "./kit/operation.ts";

const products = {
  name: "products",
  sdl: `type Query { list: [Product] matrix: [[Cell]] one: Product count: Int! }
        type Product @key(fields: "id") { id: ID! title: String } type Cell { x: Int! y: Int }`,
};
const threeProducts = { list: ["1", "2", "3"].map((id) => ({ __typename: "Product", id })) };
const stockSdl = `type Query { z: Int } type Product @key(fields: "id") { id: ID! stock: Int code: String! }`;

function world(stock: unknown, root: unknown = { data: threeProducts }) {
  return scripted([
    { ...products, answer: () => root },
    { name: "stock", sdl: stockSdl, answer: () => stock },
  ]);
}

const pathsAndCodes = (errors: readonly { path?: unknown; extensions: { code: string } }[] | undefined) =>
  errors?.map(({ path, extensions }) => [path, extensions.code]);

describe("an answer for entities", () => {
  test("that is too short leaves those without an answer empty, with an error for each", async () => {
    const { data, errors } = await world({ data: { _entities: [{ stock: 1 }] } }).run(`{ list { stock } }`);
    expect(data).toEqual({ list: [{ stock: 1 }, { stock: null }, { stock: null }] });
    expect(pathsAndCodes(errors)).toEqual([
      [["list", 1, "stock"], "DOWNSTREAM_UNAVAILABLE"],
      [["list", 2, "stock"], "DOWNSTREAM_UNAVAILABLE"],
    ]);
  });

  test("that has something else for an entity is told the same way, and null is an answer", async () => {
    const answer = { data: { _entities: ["text", null, { stock: 3 }, { stock: 4 }] } };
    const { data, errors } = await world(answer).run(`{ list { stock } }`);
    expect(data).toEqual({ list: [{ stock: null }, { stock: null }, { stock: 3 }] });
    expect(pathsAndCodes(errors)).toEqual([[["list", 0, "stock"], "DOWNSTREAM_UNAVAILABLE"]]);
  });

  test("that holds no entities at all is told at each of them", async () => {
    for (const data of [null, {}, { _entities: null }, { _entities: {} }]) {
      const { errors } = await world({ data }).run(`{ list { stock } }`);
      expect(errors).toHaveLength(3);
    }
  });

  test("with an error that names no path is an error of every entity that it leaves empty", async () => {
    for (const path of [undefined, null, [], ["_entities"], "nonsense", ["_entities", 7], [{}]]) {
      const answer = { data: { _entities: [{ stock: 1 }, null, null] }, errors: [{ message: "secret", path }] };
      const { data, errors } = await world(answer).run(`{ list { stock } }`);
      expect(data).toEqual({ list: [{ stock: 1 }, { stock: null }, { stock: null }] });
      expect(errors?.map((error) => error.path)).toEqual([
        ["list", 1, "stock"],
        ["list", 2, "stock"],
      ]);
      expect(JSON.stringify(errors)).not.toContain("secret");
    }
  });

  test("with an error for one entity has it at that entity, wherever it occurs", async () => {
    const root = {
      data: {
        list: [
          { __typename: "Product", id: "1" },
          { __typename: "Product", id: "1" },
        ],
      },
    };
    const answer = {
      data: { _entities: [{ amount: null }] },
      errors: [
        { message: "Not for you", path: ["_entities", 0, "amount"], extensions: { code: "FORBIDDEN", hint: "x" } },
      ],
    };
    const { errors } = await world(answer, root).run(`{ list { amount: stock } }`);
    expect(pathsAndCodes(errors)).toEqual([
      [["list", 0, "amount"], "FORBIDDEN"],
      [["list", 1, "amount"], "FORBIDDEN"],
    ]);
    expect(JSON.stringify(errors)).not.toContain("hint");
  });

  test("with the same error twice tells it once", async () => {
    const error = { message: "Not for you", path: ["_entities", 0, "stock"], extensions: { code: "FORBIDDEN" } };
    const answer = { data: { _entities: [{ stock: null }, { stock: 2 }, { stock: 3 }] }, errors: [error, error] };
    expect((await world(answer).run(`{ list { stock } }`)).errors).toHaveLength(1);
  });

  test("with errors of fields that the client did not ask for, where nothing of the client's is missing, keeps them quiet", async () => {
    const answer = {
      data: { _entities: [{ stock: 1 }, { stock: 2 }, { stock: 3 }] },
      errors: [{ message: "Broken", path: ["_entities", 1, "elsewhere"], extensions: { code: "FORBIDDEN" } }],
    };
    const { data, errors } = await world(answer).run(`{ list { stock } }`);
    expect(data.list).toHaveLength(3);
    expect(errors).toBeUndefined();
  });
});

describe("an answer for root fields", () => {
  test("with an error below lists has it at its place, and null goes up as far as it must", async () => {
    const root = {
      data: { matrix: [[{ x: 1, y: 2 }, null], null] },
      errors: [
        { message: "a", path: ["matrix", 0, 1, "x"], extensions: { code: "FORBIDDEN" } },
        { message: "b", path: ["matrix", 1], extensions: { code: "FORBIDDEN" } },
      ],
    };
    const { data, errors } = await world({}, root).run(`{ matrix { x y } }`);
    expect(data).toEqual({ matrix: [[{ x: 1, y: 2 }, null], null] });
    expect(pathsAndCodes(errors)).toEqual([
      [["matrix", 0, 1, "x"], "FORBIDDEN"],
      [["matrix", 1], "FORBIDDEN"],
    ]);
  });

  test("of wrong types is null where it is wrong, with an error", async () => {
    const wrong = [
      [{ list: "text" }, ["list"]],
      [{ list: ["text"] }, ["list", 0]],
      [{ list: [[]] }, ["list", 0]],
      [{ list: [{ id: {}, title: "a" }] }, ["list", 0, "id"]],
      [{ list: [{ id: "1", title: { a: 1 } }] }, ["list", 0, "title"]],
    ] as const;
    for (const [data, path] of wrong) {
      const { errors } = await world({}, { data }).run(`{ list { id title } }`);
      expect(pathsAndCodes(errors)).toEqual([[path, "INTERNAL_SERVER_ERROR"]]);
    }
  });

  test("that lacks what may not be null is told once", async () => {
    const { data, errors } = await world({}, { data: {} }).run(`{ count }`);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ["count"], message: /non-nullable field Query.count/ }]);
    expect(errors).toHaveLength(1);
  });

  test("that is null without a word is told", async () => {
    const { data, errors } = await world({}, { data: null }).run(`{ one { title } }`);
    expect(data).toEqual({ one: null });
    expect(pathsAndCodes(errors)).toEqual([[["one"], "DOWNSTREAM_UNAVAILABLE"]]);
  });

  test("that says errors: null has none", async () => {
    expect(await world({}, { data: { one: null }, errors: null }).run(`{ one { title } }`)).toEqual({
      data: { one: null },
    });
  });

  test("that is data of another kind is no answer", async () => {
    for (const data of ["text", [], 5, true]) {
      const { errors } = await world({}, { data }).run(`{ one { title } }`);
      expect(pathsAndCodes(errors)).toEqual([[["one"], "DOWNSTREAM_UNAVAILABLE"]]);
    }
  });
});

test("numbers are taken as ids, and leaf values as graphql takes them", async () => {
  const root = { data: { list: [{ id: 5, title: 7 }], count: 3.0 } };
  expect(await world({}, root).run(`{ list { id title } count }`)).toEqual({
    data: { list: [{ id: "5", title: "7" }], count: 3 },
  });
});

describe("a request's signal", () => {
  test("has one listener while the request lasts, and none after it", async () => {
    const leaving = new AbortController();
    const listeners: number[] = [];
    const count = () => listeners.push(getEventListeners(leaving.signal, "abort").length);
    const counting = (answer: object) => () => {
      count();
      return answer;
    };
    const { supergraph, requestOf } = scripted([
      { ...products, answer: counting({ data: threeProducts }) },
      { name: "stock", sdl: stockSdl, answer: counting({ data: { _entities: [] } }) },
    ]);
    const operation = await compiled(supergraph, `{ list { stock } z }`);
    await operation.execute(requestOf({}, { signal: leaving.signal }));
    count();
    expect(new Set(listeners.slice(0, -1))).toEqual(new Set([1]));
    expect(listeners.at(-1)).toBe(0);
  });

  test("that is aborted already asks nobody", async () => {
    const { supergraph, requestOf, calls } = scripted([{ ...products, answer: () => ({ data: threeProducts }) }]);
    const { data } = await (await compiled(supergraph, `{ list { id } }`)).execute(
      requestOf({}, { signal: AbortSignal.abort() }),
    );
    expect(data).toEqual({ list: null });
    expect(calls).toEqual([]);
  });
});
