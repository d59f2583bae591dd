import { describe, expect, test } from "@jest/globals";
import { validate } from "graphql";
import { explorerModule, mustParse, schema } from "./kit/explorer.ts";

const { add, addArgument, nodeOf, remove, removeArgument } = await explorerModule("builder/edit.js");
const { readDocument } = await explorerModule("language/operations.js");

const at = (...fields: string[]) => ({
  kind: "query",
  operation: 0 as number | undefined,
  path: fields.map((step) => (step.startsWith("on ") ? { on: step.slice(3) } : { field: step })),
});
const isValid = (text: string) => validate(schema, mustParse(text));

describe("a tick on a field", () => {
  test("begins an operation, with variables for required arguments and a field to select", () => {
    const { text, variables } = add("", schema, { ...at("product"), operation: undefined });
    expect(text).toBe("query Product($slug: String!) {\n  product(slug: $slug) {\n    id\n  }\n}\n");
    expect(variables).toEqual({ slug: "" });
    expect(isValid(text)).toEqual([]);
  });

  test("adds what leads to it, and leaves what is written as it is", () => {
    const written = "# Mine\nquery A {\n  version # keep\n\n  old\n}\n";
    const { text } = add(written, schema, at("product", "reviews", "stars"));
    expect(text).toBe(
      "# Mine\nquery A($slug: String!, $first: Int!) {\n  version # keep\n\n  old\n" +
        "  product(slug: $slug) {\n    reviews(first: $first) {\n      stars\n    }\n  }\n}\n",
    );
    expect(isValid(text)).toEqual([]);
  });

  test("declares variables in whatever form the operation has, under names that are free", () => {
    for (const written of [
      "{ version }",
      "query { version }",
      "query Q($slug: ID!) { version node(id: $slug) { id } }",
    ]) {
      const { text } = add(written, schema, at("product"));
      expect([text, isValid(text).map(({ message }) => message)]).toEqual([text, []]);
    }
    expect(add("query Q($slug: ID!) { node(id: $slug) { id } }", schema, at("product")).text).toMatch(
      "slug: $productSlug",
    );
  });

  test("goes through type conditions", () => {
    const { text } = add(
      "query Q($id: ID!) {\n  find(id: $id) {\n    __typename\n  }\n}",
      schema,
      at("find", "on Person", "name"),
    );
    expect(text).toMatch("    ... on Person {\n      name\n    }");
    expect(nodeOf(readDocument(text).document, at("find", "on Person", "name"))).toBeDefined();
  });

  test("on a mutation makes an input's required fields", () => {
    const { variables } = add("", schema, { kind: "mutation", operation: undefined, path: [{ field: "rename" }] });
    expect(variables).toEqual({ input: { id: "", title: "", kind: "BOOK" } });
  });
});

describe("a tick taken off", () => {
  test("takes the field, its line, and variables that nobody uses any more", () => {
    const text =
      "query A($slug: String!, $n: Int) {\n  version\n  product(slug: $slug) {\n    id\n  }\n  products(first: $n) { id }\n}\n";
    expect(remove(text, at("product")).text).toBe("query A($n: Int) {\n  version\n  products(first: $n) { id }\n}\n");
  });

  test("takes what would be left empty, up to the whole operation", () => {
    const text = "query A {\n  version\n  products {\n    related {\n      id\n    }\n  }\n}\n";
    expect(remove(text, at("products", "related", "id")).text).toBe("query A {\n  version\n}\n");
    expect(remove("query A {\n  version\n}\n", at("version")).text).toBe("");
    expect(remove("query A {\n  version\n}\n\nquery B {\n  old\n}\n", at("version")).text).toBe(
      "query B {\n  old\n}\n",
    );
  });

  test("undoes a tick", () => {
    const before = "query A {\n  version\n}\n";
    for (const path of [["product"], ["products", "related", "title"], ["node", "on Person", "name"]]) {
      const { text } = add(before, schema, at(...path));
      expect(remove(text, at(...path)).text).toBe(before);
    }
  });
});

describe("arguments", () => {
  const field = schema.getQueryType()!.getFields().products!;
  const filter = field.args.find(({ name }) => name === "filter")!;

  test("get a variable of their type, and lose it", () => {
    const before = "query A {\n  products(first: 3) { id }\n}\n";
    const { text } = addArgument(before, schema, at("products"), filter);
    expect(text).toBe("query A($filter: Filter) {\n  products(first: 3, filter: $filter) { id }\n}\n");
    expect(removeArgument(text, at("products"), "filter").text).toBe(before);
    expect(removeArgument(text, at("products"), "first").text).toMatch("products(filter: $filter)");
  });

  test("bring their field along", () => {
    const { text } = addArgument("", schema, { ...at("products"), operation: undefined }, filter);
    expect(isValid(text)).toEqual([]);
    expect(text).toMatch("products(filter: $filter)");
  });
});
