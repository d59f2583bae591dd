import { describe, expect, test } from "@jest/globals";
import { buildSchema, parse, validate } from "graphql";
import { generateOperation } from "./operation.ts";
import { randomFrom } from "./random.ts";
import { shrink } from "./shrink.ts";

const schema = buildSchema(`
  type Query { thing(id: ID!, how: How, filter: Filter): Thing  things: [Thing!]! any: Any }
  type Mutation { make(filter: Filter!): Thing }
  interface Thing { id: ID! other: Thing }
  type Stone implements Thing { id: ID! other: Thing weight(how: How! = FINE): Int name: String }
  type Cloud implements Thing { id: ID! other: Thing weight: Float name: [String] }
  union Any = Stone | Cloud
  enum How { FINE COARSE }
  input Filter { how: [How!] not: Filter text: String! = "" }
`);

describe("made-up operations", () => {
  test("are valid, and the same of the same seed", () => {
    for (let seed = 0; seed < 300; seed++) {
      const operation = generateOperation(schema, randomFrom(seed), { id: ["1"] });
      expect(validate(schema, parse(operation.query))).toEqual([]);
      expect(generateOperation(schema, randomFrom(seed), { id: ["1"] })).toEqual(operation);
    }
  });

  test("use all that an operation may have", () => {
    const all = Array.from({ length: 300 }, (_, seed) => generateOperation(schema, randomFrom(seed), {}).query).join(
      "\n",
    );
    for (const part of [
      "mutation",
      "fragment F0",
      "...F0",
      "... on Any",
      "... {",
      "@skip",
      "@include",
      "__schema",
      "$v0",
    ]) {
      expect(all).toContain(part);
    }
  });

  test("shrink to what still fails", async () => {
    const query = `query($if: Boolean!) { any { ...F } things { other @include(if: $if) { ... on Stone { name weight } } } }
      fragment F on Any { __typename }`;
    const fails = async (smaller: { query: string }) => smaller.query.includes("weight");
    const { query: smallest, variables } = await shrink(schema, { query, variables: { if: true } }, fails);
    expect(smallest.replace(/\s+/g, " ")).toBe("{ things { other { ... on Stone { weight } } } }");
    expect(variables).toEqual({});
  });
});
