import { describe, expect, test } from "@jest/globals";
import { cursorIn, explorerModule, schema } from "./kit/explorer.ts";

const { completionsAt, variableCompletionsAt } = await explorerModule("language/completion.js");
const { operationAt, readDocument, variableTypes } = await explorerModule("language/operations.js");
const { documentProblems, variableProblems } = await explorerModule("language/problems.js");

interface Problem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly severity: string;
}
interface Item {
  readonly label: string;
  readonly insert: string;
  readonly caret: number;
  readonly isDeprecated?: boolean;
}
const offered = (marked: string): Item[] => {
  const { text, offset } = cursorIn(marked);
  return completionsAt(schema, text, offset).items;
};
const labels = (marked: string) => offered(marked).map(({ label }) => label);

describe("at the cursor of a document are offered", () => {
  test("fields of the type around it, however unfinished the document is", () => {
    expect(labels("{ pro|")).toEqual(["product", "products"]);
    expect(labels(`{ product(slug: "a") { rel|`)).toEqual(["related"]);
    expect(labels("{ product { related { reviews { st| } } } } query B { version }")).toEqual(["stars"]);
    expect(labels("{ a: ver|")).toEqual(["version"]);
    expect(labels("mutation { re|")).toEqual(["rename"]);
  });

  test("deprecated fields last, and marked", () => {
    const items = offered("{ | }");
    const own = items.filter(({ label }) => !label.startsWith("__"));
    expect(own.at(-1)).toMatchObject({ label: "old", isDeprecated: true });
  });

  test("a field with the brackets that it needs, and the cursor in the first", () => {
    const [product] = offered("{ product|");
    expect(product).toMatchObject({ insert: "product(slug: ) {  }", caret: "product(slug: ".length });
    expect(offered("{ product|(slug: 1)")[0]!.insert).toBe("product");
  });

  test("arguments that are not given yet, the required first", () => {
    expect(labels("{ product(|")).toEqual(["slug", "currency"]);
    expect(labels(`{ product(slug: "a", |`)).toEqual(["currency"]);
    expect(labels("{ products(filter: { kind: BOOK, | })")).toEqual(["inStock", "words"]);
  });

  test("values that fit: enum values, variables of the type, booleans", () => {
    expect(labels("{ product(currency: |")).toEqual(["EUR", "USD", "null"]);
    expect(labels("{ products(kinds: [B|] ")).toEqual(["BOOK"]);
    expect(labels("query A($slug: String!, $n: Int) { product(slug: $|")).toEqual(["$slug"]);
    expect(labels("{ products(filter: { inStock: | })")).toContain("true");
  });

  test("type conditions and fragments that can apply, directives, and types of variables", () => {
    expect(labels("{ find(id: 1) { ... on | } }")).toEqual(expect.arrayContaining(["Product", "Person", "Node"]));
    expect(labels("{ find(id: 1) { ... on | } }")).not.toContain("Review");
    const fragments = "fragment P on Product { id } fragment R on Review { stars }";
    expect(labels(`{ product { ...| } } ${fragments}`)).toEqual(["on", "P"]);
    expect(labels("{ version @|")).toEqual(["@live", "@include", "@skip"]);
    expect(labels("query A($input: Ren|")[0]).toBe("Rename");
    expect(labels("fragment A on Rev|")).toEqual(["Review"]);
  });

  test("nothing in comments and strings", () => {
    expect(labels("{ # pro|\n }")).toEqual([]);
    expect(labels(`{ product(slug: "pro|") }`)).toEqual([]);
  });
});

describe("at the cursor of the variables are offered", () => {
  const { document } = readDocument("mutation A($input: Rename!, $kinds: [Kind!]) { rename(input: $input) { id } }");
  const types = variableTypes(schema, document, operationAt(document, 0));
  const keysAt = (marked: string) => {
    const { text, offset } = cursorIn(marked);
    return variableCompletionsAt(types, text, offset).items.map(({ insert }: Item) => insert);
  };

  test("the variables that the operation declares, and fields of inputs", () => {
    expect(keysAt("{ | }")).toEqual([`"input": `, `"kinds": `]);
    expect(keysAt(`{ "input": { "ti|" } }`)).toEqual([`"title": `]);
    expect(keysAt(`{ "input": { "id": "1", "|`)).not.toContain(`"id": `);
  });

  test("values of enums, in lists too", () => {
    expect(keysAt(`{ "input": { "kind": "|" } }`)).toEqual([`"BOOK"`, `"LAMP"`]);
    expect(keysAt(`{ "kinds": [|`)).toEqual([`"BOOK"`, `"LAMP"`]);
  });

  test("and what does not fit is marked where it stands", () => {
    const problemsIn = (text: string) =>
      variableProblems(types, text).map(({ start, end, message }: Problem) => [text.slice(start, end), message]);
    expect(problemsIn(`{ "input": { "id": "1", "title": 5, "kind": "BOOK" } }`)).toEqual([
      ["5", expect.stringContaining("String cannot represent")],
    ]);
    expect(problemsIn(`{ "kinds": [] }`)[0]![1]).toBe("$input of type Rename! is missing");
    expect(problemsIn(`{ "input": , }`)[0]![0]).toBe(",");
    expect(problemsIn("[1]")[0]![1]).toMatch("must be an object");
  });
});

describe("problems of a document", () => {
  const problemsIn = (text: string, by: typeof schema | undefined = schema) =>
    documentProblems(by, text).map(({ start, end, severity }: Problem) => [text.slice(start, end), severity]);

  test("are marked at the name they are about", () => {
    expect(problemsIn(`{ product(slug: "a") { titel } }`)).toEqual([["titel", "error"]]);
    expect(problemsIn("{ old }")).toEqual([["old", "warning"]]);
  });

  test("are those of syntax when the schema is not known", () => {
    expect(documentProblems(undefined, "{ anything }")).toEqual([]);
    expect(documentProblems(undefined, "{ anything ")).toHaveLength(1);
  });

  test("are none of an empty document", () => expect(problemsIn("# nothing yet\n")).toEqual([]));
});
