import { describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { readDocuments } from "../src/pipeline/documents.ts";
import { defaultLimits, type Limits } from "../src/pipeline/limits.ts";
import { Refusal } from "../src/pipeline/refusal.ts";
import type { ServedVariant } from "../src/pipeline/servedGraph.ts";

const schema = buildSchema(`type Query { chain: Link } type Link { id: ID next: Link other: Link }`);

function refusals(query: string, limits: Partial<Limits> = {}): string[] {
  const variant = { schema } as ServedVariant;
  try {
    readDocuments(() => variant, { ...defaultLimits, ...limits }).read(query);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.errors.map(({ message }) => message);
    throw error;
  }
}

describe("an operation is refused when", () => {
  test("it is too deep, fragments counted", () => {
    expect(refusals(`{ chain { next { next { id } } } }`, { depth: 4 })).toEqual([]);
    const deeper = `{ chain { ...A } } fragment A on Link { next { ... { next { next { id } } } } }`;
    expect(refusals(deeper, { depth: 4 })).toEqual(["The operation is 5 levels deep; at most 4 are allowed."]);
  });

  test("it has too many aliases, each fragment counted wherever it is spread", () => {
    const query = `{ chain { next { ...A } other { ...A } } } fragment A on Link { a: id b: id }`;
    expect(refusals(query, { aliases: 4 })).toEqual([]);
    expect(refusals(query, { aliases: 3 })).toEqual(["The operation has 4 aliases; at most 3 are allowed."]);
  });

  test("it has too many directives", () => {
    const query = `{ chain { ${"id @skip(if: false) ".repeat(5)} } }`;
    expect(refusals(query, { directives: 4 })).toEqual(["The operation has 5 directives; at most 4 are allowed."]);
  });

  test("its fragments multiply", () => {
    const fragments = Array.from(
      { length: 18 },
      (_, n) => `fragment F${n} on Link { next { ...F${n + 1} } other { ...F${n + 1} } }`,
    );
    const query = `{ chain { ...F0 } } ${fragments.join(" ")} fragment F18 on Link { id }`;
    const began = performance.now();
    expect(refusals(query)[0]).toMatch(/The operation has \d+ fields; at most 2000/);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("its fragments multiply, be it of type names alone", () => {
    const fragments = Array.from({ length: 30 }, (_, n) => `fragment F${n} on Link { ...F${n + 1} ...F${n + 1} }`);
    const query = `{ chain { ...F0 } } ${fragments.join(" ")} fragment F30 on Link { __typename }`;
    expect(refusals(query)[0]).toMatch(/The operation has \d+ fields; at most 2000/);
  });

  test("it has too many tokens", () => {
    expect(refusals(`{ chain { id id id id id } }`, { tokens: 8 })[0]).toMatch(/more that 8 tokens/);
  });

  test("its fragments spread each other in a circle, without measuring for ever", () => {
    const circle = `{ chain { ...A } } fragment A on Link { next { ...B } } fragment B on Link { next { ...A } }`;
    expect(refusals(circle)[0]).toMatch(/Cannot spread fragment "A" within itself/);
  });

  test("it digs too deep in the schema", () => {
    const dig = `{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }`;
    expect(refusals(dig)[0]).toMatch(/introspection depth/);
  });
});

test("the query of tools that read the schema passes", async () => {
  const { getIntrospectionQuery } = await import("graphql");
  expect(refusals(getIntrospectionQuery())).toEqual([]);
});
