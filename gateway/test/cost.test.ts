import { beforeAll, describe, expect, test } from "@jest/globals";
import fastCheck from "fast-check";
import { getOperationAST, parse, validate } from "graphql";
import { operationCost } from "../src/cost/operationCost.ts";
import { weightsOf } from "../src/cost/weights.ts";
import { type LoadedSupergraph, loadSupergraph } from "../src/supergraph/load.ts";
import { supergraphOf } from "./kit/graph.ts";
import { library } from "./kit/library.ts";

const assumedOfAnyList = 10;

let supergraph: LoadedSupergraph;
beforeAll(async () => {
  supergraph = await loadSupergraph(supergraphOf([library()]), { thread: false });
});

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const schema = supergraph.apiSchema;
  expect(validate(schema, document)).toEqual([]);
  const node = getOperationAST(document)!;
  return operationCost({ schema, document, node }, weightsOf(supergraph), assumedOfAnyList)(variables);
}

describe("an operation costs", () => {
  test("1 for each object and nothing for scalars", () => {
    expect(costOf(`{ version }`)).toBe(0);
    expect(costOf(`{ book(id: "1") { id name author { name } } }`)).toBe(2);
  });

  test("10 on top if it is a mutation", () => {
    expect(costOf(`mutation { lend(id: "1") { id } }`)).toBe(11);
    expect(costOf(`mutation { return(id: "1") }`)).toBe(15);
  });

  test("what one event does if it is a subscription", () => {
    expect(costOf(`subscription { lent { id author { name } } }`)).toBe(2);
  });

  test("what types and fields are annotated with, in place of that", () => {
    expect(costOf(`{ book { author { address { zip country } } } }`)).toBe(1 + 1 + 5 + 1);
    expect(costOf(`{ book { score genre } }`)).toBe(1 + 2 + 2);
    expect(costOf(`{ cheap { id } }`)).toBe(8);
  });

  test("nothing for the schema and the names of types", () => {
    expect(costOf(`{ __typename __schema { types { name fields { name } } } __type(name: "Book") { name } }`)).toBe(0);
  });

  test("what is in a list as often as the list is assumed to be long", () => {
    expect(costOf(`{ bestsellers { id author { name } } }`)).toBe(5 * 2);
    expect(costOf(`{ shelves { id } }`)).toBe(assumedOfAnyList);
    expect(costOf(`{ words }`)).toBe(0);
    expect(costOf(`{ bestsellers { genre } }`)).toBe(5 * (1 + 2));
    expect(costOf(`{ ladder { id } }`)).toBe(2 * assumedOfAnyList);
  });

  test("as often as slicing arguments say, the largest of them", () => {
    expect(costOf(`{ newest(limit: 20) { id } }`)).toBe(20);
    expect(costOf(`query($limit: Int!) { newest(limit: $limit) { id author { name } } }`, { limit: 6 })).toBe(12);
    expect(costOf(`query($first: Int) { window(first: $first, last: 9) { id } }`, { first: 4 })).toBe(9);
    expect(costOf(`query($first: Int) { window(first: $first, last: 9) { id } }`, { first: 12 })).toBe(12);
    expect(costOf(`{ window { id } }`)).toBe(7);
    expect(costOf(`{ window(first: null) { id } }`)).toBe(7);
    expect(costOf(`query($first: Int) { window(first: $first) { id } }`, { first: null })).toBe(7);
    expect(costOf(`{ newest(limit: -5) { id } }`)).toBe(0);
    expect(costOf(`{ newest(limit: 3) { author { books(first: 10) { id } } } }`)).toBe(3 * (1 + 1 + 10));
  });

  test("lists within what a field gives as often as the field says", () => {
    expect(costOf(`{ page(first: 50) { edges { cursor node { id } } total } }`)).toBe(1 + 50);
    expect(costOf(`{ page { edges { node { id } } } }`)).toBe(1 + 4);
    expect(costOf(`query($first: Int) { page(first: $first) { edges { node { id } } } }`, {})).toBe(1 + 4);
    expect(costOf(`query($first: Int) { page(first: $first) { edges { node { id } } } }`, { first: 2 })).toBe(1 + 2);
    // Not one of those.
    expect(costOf(`{ page(first: 50) { nodes { id } } }`)).toBe(1 + assumedOfAnyList);
    // The same selections, sized otherwise.
    const twice = `{ a: page(first: 5) { ...P } b: page(first: 7) { ...P } } fragment P on Page { edges { node { id } } }`;
    expect(costOf(twice)).toBe(6 + 8);
  });

  test("its arguments, once for each of their values and however deep they are", () => {
    expect(costOf(`{ search { __typename } }`)).toBe(40);
    expect(costOf(`{ search(text: "x") { __typename } }`)).toBe(43);
    expect(costOf(`{ search(text: null) { __typename } }`)).toBe(40);
    expect(costOf(`{ search(filter: { year: 1, inner: [{ year: 2 }, { genre: POETRY }] }) { __typename } }`)).toBe(44);
    expect(costOf(`{ search(genres: [POETRY, FICTION]) { __typename } }`)).toBe(44);
    const query = `query($filter: Filter, $year: Int) { search(filter: $filter) { __typename } more: search(filter: { year: $year }) { __typename } }`;
    expect(costOf(query, { filter: { inner: [{ year: 1 }, { year: 2 }] }, year: 3 })).toBe(42 + 41);
    expect(costOf(query, {})).toBe(80);
  });

  test("nothing at least, where an argument makes it cheaper", () => {
    expect(costOf(`{ cheap(coupon: "x") { id author { name } } }`)).toBe(1);
  });

  test("the dearest of the types that an object may be of", () => {
    expect(costOf(`{ anything { ... on Book { id } } }`)).toBe(1);
    expect(costOf(`{ anything { ... on Book { author { address { zip } } } ... on Tape { id } } }`)).toBe(1 + 6);
    expect(costOf(`{ named { name ... on Author { address { zip } } ... on Book { author { name } } } }`)).toBe(1 + 5);
    expect(costOf(`{ anything { ... on Named { ... on Book { id ... on Named { name } } } } }`)).toBe(1);
  });

  test("once what is merged in the answer", () => {
    expect(costOf(`{ book { author { name } } book { author { address { zip } } } }`)).toBe(1 + 1 + 5);
    expect(costOf(`{ a: book { id } b: book { id } }`)).toBe(2);
  });

  test("only what its variables include", () => {
    const query = `query($no: Boolean!, $yes: Boolean!) {
      book { author @skip(if: $no) { name } publisher @include(if: $yes) { name address @skip(if: $no) { zip } } }
    }`;
    expect(costOf(query, { no: false, yes: true })).toBe(1 + 1 + 1 + 5);
    expect(costOf(query, { no: true, yes: true })).toBe(1 + 1);
    expect(costOf(query, { no: true, yes: false })).toBe(1);
    expect(costOf(`{ book @skip(if: true) { id } version @include(if: false) }`)).toBe(0);
    const merged = `query($a: Boolean!, $b: Boolean!) {
      book @include(if: $a) { author { name } } ... @include(if: $b) { book { publisher { name } } }
    }`;
    expect(costOf(merged, { a: true, b: false })).toBe(2);
    expect(costOf(merged, { a: true, b: true })).toBe(3);
    expect(costOf(merged, { a: false, b: false })).toBe(0);
  });

  test("no more than a number can hold, whatever sizes are made up", () => {
    const deep = `{ newest(limit: 2147483647) ${"{ author { books(first: 2147483647) ".repeat(12)}{ id }${"} }".repeat(12)} }`;
    expect(costOf(deep)).toBe(Number.MAX_SAFE_INTEGER);
    const later = deep.replace("{ newest(limit: 2147483647)", "query($n: Int!) { newest(limit: $n)");
    expect(costOf(later, { n: 2_147_483_647 })).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe("whatever is asked", () => {
  /** Selections of a type, each with its text; sizes are variables. */
  const { books } = fastCheck.letrec<{ books: string; authors: string; items: string }>((tie) => {
    const some = (...options: fastCheck.Arbitrary<string>[]) =>
      fastCheck
        .array(fastCheck.oneof({ maxDepth: 4, depthIdentifier: "selections" }, ...options), {
          minLength: 1,
          maxLength: 3,
        })
        .map((selections) => `{ ${selections.join(" ")} }`);
    const of = (field: string, below: fastCheck.Arbitrary<string>) => below.map((text) => `${field} ${text}`);
    const constant = fastCheck.constantFrom("id", "name", "score", "genre", "...Small", "__typename");
    return {
      books: some(
        constant,
        of("author", tie("authors")),
        of("s: sequels(first: $first)", tie("books")),
        of("t: sequels(first: $last)", tie("books")),
        of("... @include(if: $yes)", tie("books")),
        of("... on Named", tie("items")),
      ),
      authors: some(fastCheck.constant("name"), of("a: books(first: $first)", tie("books"))),
      items: some(fastCheck.constant("name"), of("... on Book", tie("books")), of("... on Author", tie("authors"))),
    };
  });
  const document = (selections: string) =>
    `query($first: Int!, $last: Int!, $yes: Boolean!) { newest(limit: $first) ${selections} bestsellers { id }
       used: window(first: $last) @include(if: $yes) { ...Small } } fragment Small on Book { publisher { name } }`;
  const sizes = fastCheck.integer({ min: 0, max: 50 });
  const asked = fastCheck.record({ first: sizes, last: sizes, yes: fastCheck.boolean() });

  test("the cost is a whole number, never less than nothing", () => {
    fastCheck.assert(
      fastCheck.property(books, asked, (selections, variables) => {
        const cost = costOf(document(selections), variables);
        expect(Number.isInteger(cost) && cost >= 5).toBe(true);
      }),
    );
  });

  test("longer lists never cost less", () => {
    fastCheck.assert(
      fastCheck.property(books, asked, sizes, (selections, variables, more) => {
        const query = document(selections);
        const longer = { ...variables, first: variables.first + more, last: variables.last + more };
        expect(costOf(query, longer)).toBeGreaterThanOrEqual(costOf(query, variables));
      }),
    );
  });

  test("fragments cost what they stand for, however often they are spread", () => {
    fastCheck.assert(
      fastCheck.property(books, asked, (selections, variables) => {
        const inline = document(selections);
        const spread = `${document(`{ ...Whole ... on Book { ...Whole } ...Whole }`)} fragment Whole on Book ${selections}`;
        expect(costOf(spread, variables)).toBe(costOf(inline, variables));
      }),
    );
  });

  test("variables cost what the same values do, written out", () => {
    fastCheck.assert(
      fastCheck.property(books, asked, (selections, { first, last, yes }) => {
        const written = document(selections)
          .replace(/\(\$first: Int!, .*?\) /, " ")
          .replaceAll("$first", String(first))
          .replaceAll("$last", String(last))
          .replaceAll("$yes", String(yes));
        expect(costOf(written)).toBe(costOf(document(selections), { first, last, yes }));
      }),
    );
  });
});
