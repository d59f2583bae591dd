import { describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import type { Withheld } from "../src/execution/project.ts";
import { scripted } from "./kit/operation.ts";

const told = (code: string) => ({ message: "Not for you", code });
const nothing: Withheld = { field: () => undefined, type: () => undefined };

const world = () =>
  scripted([
    {
      name: "things",
      sdl: `type Query { me: User things: [Thing] sure: [Thing!] kind: Kind }
            enum Kind { OPEN SECRET }
            interface Thing { id: ID! }
            type Open implements Thing { id: ID! name: String }
            type Secret implements Thing { id: ID! name: String }
            type User { name: String salary: Int rank: Int! }`,
      answer: () => ({
        data: {
          me: { name: "Ada", salary: 5, rank: 1 },
          things: [
            { __typename: "Open", id: "1", name: "o" },
            { __typename: "Secret", id: "2", name: "s" },
          ],
          sure: [
            { __typename: "Open", id: "1", name: "o" },
            { __typename: "Secret", id: "2", name: "s" },
          ],
          kind: "SECRET",
        },
      }),
    },
  ]);

describe("a field that is withheld", () => {
  const withheld: Withheld = {
    ...nothing,
    field: (typeName, name) => (typeName === "User" && name !== "name" ? told("FORBIDDEN") : undefined),
  };

  test("is null with its error, under the client's key, and is not fetched", async () => {
    const { run, calls } = world();
    const { data, errors } = await run(
      `{ me { name pay: salary } }`,
      {},
      { withheld, plannedDocument: `{ me { name } }` },
    );
    expect(data).toEqual({ me: { name: "Ada", pay: null } });
    expect(errors).toEqual([
      {
        message: "Not for you",
        path: ["me", "pay"],
        locations: [{ line: 1, column: 13 }],
        extensions: { code: "FORBIDDEN" },
      },
    ]);
    expect(calls[0]?.query).not.toContain("salary");
  });

  test("that may not be null takes its object with it", async () => {
    const { data, errors } = await world().run(
      `{ me { name rank } }`,
      {},
      { withheld, plannedDocument: `{ me { name } }` },
    );
    expect(data).toEqual({ me: null });
    expect(errors).toMatchObject([{ path: ["me", "rank"], extensions: { code: "FORBIDDEN" } }]);
    expect(errors).toHaveLength(1);
  });

  test("costs nothing where nobody asks for it", async () => {
    expect(await world().run(`{ me { name } }`, {}, { withheld })).toEqual({ data: { me: { name: "Ada" } } });
  });
});

describe("a type that is withheld", () => {
  const withheld: Withheld = {
    ...nothing,
    type: (typeName) => (typeName === "Secret" ? told("FORBIDDEN") : undefined),
  };

  test("is null wherever an object of it turns up, and its name is not told", async () => {
    const { data, errors } = await world().run(`{ things { __typename id } }`, {}, { withheld });
    expect(data).toEqual({ things: [{ __typename: "Open", id: "1" }, null] });
    expect(errors).toMatchObject([{ path: ["things", 1], extensions: { code: "FORBIDDEN" } }]);
    expect(JSON.stringify(errors)).not.toContain("Secret");
  });

  test("takes a list with it whose items may not be null", async () => {
    const { data, errors } = await world().run(`{ sure { id } }`, {}, { withheld });
    expect(data).toEqual({ sure: null });
    expect(errors).toMatchObject([{ path: ["sure", 1] }]);
  });

  test("is the root's too", async () => {
    const all: Withheld = {
      ...nothing,
      type: (typeName) => (typeName === "Query" ? told("UNAUTHENTICATED") : undefined),
    };
    const { data, errors } = await world().run(`{ kind }`, {}, { withheld: all });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  });
});

describe("a client of a contract variant", () => {
  const schema = buildSchema(`
    type Query { things: [Thing] kind: Kind } enum Kind { OPEN } interface Thing { id: ID! }
    type Open implements Thing { id: ID! name: String }`);

  test("gets null for objects and values that it does not know, and is not told what they are", async () => {
    const { data, errors } = await world().run(`{ things { __typename id } kind }`, {}, { schema });
    expect(data).toEqual({ things: [{ __typename: "Open", id: "1" }, null], kind: null });
    expect(errors?.map(({ path }) => path)).toEqual([["things", 1], ["kind"]]);
    expect(JSON.stringify(errors)).not.toMatch(/secret/i);
  });
});
