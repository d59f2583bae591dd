import { expect, test } from "@jest/globals";
import { loadOperations, operation } from "../src/index.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

test("an operation comes with the fragments that it needs, also by way of another, and no others", () => {
  const { text, kind } = operation(operations, "Cart");
  expect(kind).toBe("query");
  expect(text).toContain("fragment Line on Line");
  expect(text).toContain("fragment Price on Money");
  expect(text).not.toContain("fragment Unused");
  expect(operation(operations, "Empty").text).not.toContain("fragment");
});

test("an operation that the document does not have is told at start", () => {
  expect(() => operation(operations, "Carts")).toThrow(/Carts/);
});
