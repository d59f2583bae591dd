import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  introspectionFromSchema,
  parse,
  printType,
  validate,
  validateSchema,
} from "graphql";
import { composeSupergraph } from "../src/supergraph/compose.ts";
import { type ContractFilter, NoVariant, variantOf } from "../src/supergraph/contract.ts";
import { loadSupergraph } from "../src/supergraph/load.ts";
import { anyOperation } from "./kit/anyOperation.ts";

/** A supergraph as far as variants go: tags on the one schema, which clients see without them. */
function tagged(sdl: string): { readonly schema: GraphQLSchema; readonly apiSchema: GraphQLSchema } {
  const schema = buildSchema(
    `directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION
       | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION ${sdl}`,
  );
  return { schema, apiSchema: buildSchema(sdl.replaceAll(/@tag\(name: "\w+"\)/g, "")) };
}

/** The variant's types, each in one line, by name. */
function typesOf(sdl: string, filter: ContractFilter): Readonly<Record<string, string>> {
  const types = Object.values(variantOf(tagged(sdl), filter).getTypeMap()).filter(({ astNode }) => astNode);
  return Object.fromEntries(types.map((type) => [type.name, printType(type).replaceAll(/\s+/g, " ")]));
}

const x = '@tag(name: "x")';
const y = '@tag(name: "y")';
const exclude = { exclude: ["x"] };
const include = { include: ["x"] };

describe("a variant without what is tagged", () => {
  test("has the other fields, arguments, values, members and types", () => {
    const sdl = `
      type Query { a(one: Int ${x}, two: Int): Int b: Int ${x} c: Both d(e: E, i: I): T }
      type T { f: Int } type S ${x} { f: Int } union Both = T | S
      enum E { ONE TWO ${x} } input I { one: Int two: Int ${x} }`;
    expect(typesOf(sdl, exclude)).toEqual({
      Query: "type Query { a(two: Int): Int c: Both d(e: E, i: I): T }",
      T: "type T { f: Int }",
      Both: "union Both = T",
      E: "enum E { ONE }",
      I: "input I { one: Int }",
    });
  });

  test("is the API schema when nothing is tagged so", () => {
    const graph = tagged(`
      directive @mask(with: String = "*") repeatable on FIELD
      "All" schema { query: Q mutation: M }
      "Asks" type Q { "A" a("B" b: Int = 1): Moment @deprecated(reason: "old") n: N }
      type M { a: Int } interface N { a: Int } type NN implements N { a: Int }
      scalar Moment @specifiedBy(url: "https://example.com/m")`);
    const options = {
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
    };
    const introspected = (schema: GraphQLSchema) => introspectionFromSchema(schema, options).__schema;
    const { types, ...variant } = introspected(variantOf(graph, exclude));
    const { types: all, ...api } = introspected(graph.apiSchema);
    expect(variant).toEqual(api);
    expect(new Set(types)).toEqual(new Set(all));
  });

  test("has no field without its type", () => {
    const sdl = `type Query { a: Int gone: [Gone!]! deep: Deep } type Gone ${x} { a: Int } type Deep { gone: Gone }`;
    expect(typesOf(sdl, exclude)).toEqual({ Query: "type Query { a: Int }" });
  });

  test("has no field, and no input, without what must be given to it", () => {
    const sdl = `
      type Query { a: Int must(be: Int! ${x}): Int may(be: Int! = 1 ${x}): Int in(i: Must!): Int out(i: Must): Int }
      input Must { be: Int! ${x} may: Int }`;
    expect(typesOf(sdl, exclude)).toEqual({ Query: "type Query { a: Int may: Int out: Int }" });
  });

  test("has no argument whose default is gone", () => {
    const sdl = `
      type Query { a(sort: Sort! = NEW, by: By = { sorts: [NEW] }, at: Sort = OLD): Int }
      enum Sort { OLD NEW ${x} } input By { sorts: [Sort!] = [OLD] other: Sort = NEW }`;
    expect(typesOf(sdl, exclude)).toEqual({
      Query: "type Query { a(at: Sort = OLD): Int }",
      Sort: "enum Sort { OLD }",
    });
  });

  test("asks of an interface only what all its types have", () => {
    const sdl = `
      type Query { n: N }
      interface N { id: ID a(b: Int, c: Int): Int }
      interface M implements N { id: ID a(b: Int, c: Int): Int m: Int }
      type S implements N { id: ID ${x} a(b: Int, c: Int): Int }
      type T implements M & N { id: ID a(b: Int ${x}, c: Int): Int m: Int }`;
    expect(typesOf(sdl, exclude)).toEqual({
      Query: "type Query { n: N }",
      N: "interface N { a(c: Int): Int }",
      M: "interface M implements N { id: ID a(c: Int): Int m: Int }",
      S: "type S implements N { a(b: Int, c: Int): Int }",
      T: "type T implements M & N { id: ID a(c: Int): Int m: Int }",
    });
  });

  test("does not ask a type for what its interface does not know of", () => {
    const sdl = `
      type Query { t: T n: N } interface N { a(b: Int! = 1 ${x}): Int c: Int } type T implements N { a(b: Int!): Int c: Int }`;
    expect(typesOf(sdl, exclude)).toEqual({
      Query: "type Query { t: T n: N }",
      N: "interface N { c: Int }",
      T: "type T implements N { a(b: Int!): Int c: Int }",
    });
  });

  test("has no interface and no union without types", () => {
    const sdl = `
      type Query { a: Int n: N u: U } interface N { a: Int } type T implements N ${x} { a: Int } union U = T
      type Mutation { a: Int ${x} }`;
    expect(typesOf(sdl, exclude)).toEqual({ Query: "type Query { a: Int }" });
  });

  test("has no type that nothing leads to", () => {
    const sdl = `
      type Query { s: S a(i: I ${x}): E ${x} }
      interface N { n: Int } type S implements N { n: Int } type T implements N { n: Int other: Other }
      type Other { o: Int } input I { e: E } enum E { A } scalar Alone`;
    expect(Object.keys(typesOf(sdl, exclude))).toEqual(["Query", "N", "S"]);
  });

  test("has no directive whose argument must be given and is gone", () => {
    const graph = tagged(`
      directive @gone(e: E!) on FIELD directive @stays(e: E, n: Int) on FIELD
      type Query { a: Int } enum E ${x} { A }`);
    const names = variantOf(graph, exclude)
      .getDirectives()
      .map(({ name, args }) => [name, args.map((each) => each.name)]);
    expect(names).toContainEqual(["stays", ["n"]]);
    expect(names.map(([name]) => name)).not.toContain("gone");
  });
});

describe("a variant of what is tagged", () => {
  test("has the fields that are, and all of a type that is", () => {
    const sdl = `
      type Query { a: Int ${x} b: Int ${y} t: T ${x} s: S ${x} none: None ${x} }
      type T ${x} { f: Int g: Int ${y} } type S { f: Int ${x} g: Int } type None { f: Int }`;
    expect(typesOf(sdl, include)).toEqual({
      Query: "type Query { a: Int t: T s: S }",
      T: "type T { f: Int g: Int }",
      S: "type S { f: Int }",
    });
  });

  test("has scalars, enums and inputs where it needs them", () => {
    const sdl = `
      type Query { a(i: I): E ${x} m: Moment }
      input I { a: Int } enum E { A B } scalar Moment`;
    expect(typesOf(sdl, include)).toEqual({
      Query: "type Query { a(i: I): E }",
      I: "input I { a: Int }",
      E: "enum E { A B }",
    });
  });

  test("has only the unions that are tagged, and interfaces of which a field is", () => {
    const sdl = `
      type Query ${x} { u: U v: V n: N m: M } union U = T union V ${x} = T | S
      interface N { a: Int ${x} b: Int } interface M { a: Int }
      type T implements N & M { a: Int ${x} b: Int } type S { a: Int }`;
    expect(typesOf(sdl, include)).toEqual({
      Query: "type Query { v: V n: N }",
      V: "union V = T",
      N: "interface N { a: Int }",
      T: "type T implements N { a: Int }",
    });
  });

  test("asks an interface's fields of the types alone that are left", () => {
    const sdl = `
      type Query ${x} { n: N }
      interface N ${x} { a: Int } type A implements N { a: Int } type B implements N ${x} { a: Int }
      type C implements N { a: Int c: Int ${y} }`;
    expect(typesOf(sdl, include)).toEqual({
      Query: "type Query { n: N }",
      N: "interface N { a: Int }",
      B: "type B implements N { a: Int }",
    });
  });

  test("has nothing that is excluded as well", () => {
    const sdl = `type Query ${x} { a: Int b: Int ${y} c: Int ${x} ${y} t: T } type T ${x} ${y} { a: Int }`;
    expect(typesOf(sdl, { include: ["x"], exclude: ["y"] })).toEqual({ Query: "type Query { a: Int }" });
  });
});

test("a variant of a composed supergraph heeds the tags by the name that they have there", async () => {
  const sdl = composeSupergraph([
    {
      name: "one",
      sdl: `
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
          import: [{ name: "@tag", as: "@for" }, "@key", "@inaccessible"])
        type Query { thing: Thing secret: Int @inaccessible }
        type Thing @key(fields: "id") { id: ID! a: Int @for(name: "x") b: Int }`,
    },
    {
      name: "two",
      sdl: `
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", { name: "@tag", as: "@for" }])
        type Thing @key(fields: "id") { id: ID! c: Int @for(name: "x") d: Int }`,
    },
  ]);
  const supergraph = await loadSupergraph(sdl, { thread: false });
  const names = (schema: GraphQLSchema) => Object.keys((schema.getType("Thing") as GraphQLObjectType).getFields());
  expect(names(supergraph.apiSchema)).toEqual(["id", "a", "b", "c", "d"]);
  const variant = variantOf(supergraph, exclude);
  expect(names(variant)).toEqual(["id", "b", "d"]);
  expect(Object.keys(variant.getQueryType()!.getFields())).toEqual(["thing"]);
  await supergraph.close();
});

test("a variant in which nothing can be asked is refused, and the tags are named", () => {
  const graph = tagged(`type Query { a: Int ${x} }`);
  expect(() => variantOf(graph, exclude)).toThrow(NoVariant);
  expect(() => variantOf(graph, { include: ["y"], exclude: ["z"] })).toThrow(
    "The variant with y, without z cannot be served: no field of Query is left",
  );
});

test("whatever is tagged, a variant is valid and what is valid in it is valid in the API schema", () => {
  const sdl = `
    type Query { node(id: ID! #): Node # search(by: By! = { kinds: [SMALL] } #, first: Int = 5 #): [Result!]! # me: User # }
    type Mutation { save(input: Save! #): Saved # }
    type Subscription { saved(kinds: [Kind!] = [LARGE SMALL] #): Product # }
    interface Node # { id: ID! # }
    interface Priced implements Node # { id: ID! # price(in: Currency! = EUR #, at: Moment #): Int # related: Result # }
    type Product implements Priced & Node # { id: ID! # price(in: Currency! = EUR #, at: Moment #, net: Boolean #): Int # related: Product # kind: Kind # }
    type Service implements Priced & Node # { id: ID! # price(in: Currency! = EUR #, at: Moment #): Int # related: Result # by: User # }
    type User implements Node # { id: ID! # friends(first: Int #): [User!]! # bought: [Priced!] # }
    union Result # = Product | Service | User
    union Saved # = Product | Refused
    type Refused # { why: String # }
    enum Kind # { SMALL # LARGE # }
    enum Currency # { EUR # USD # }
    input By # { kinds: [Kind!] = [SMALL] # text: String # nested: By # max: Max # }
    input Max # { amount: Int! # in: Currency! = USD # }
    input Save # { id: ID! # kind: Kind # by: By # }
    scalar Moment #`;
  const places = sdl.split("#").length - 1;
  const run = fc.property(
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: places, maxLength: places }),
    fc.constantFrom<ContractFilter>({ exclude: ["x"] }, { include: ["y"] }, { include: ["y"], exclude: ["x"] }),
    fc.array(fc.nat(), { minLength: 50, maxLength: 50 }),
    (marks, filter, numbers) => {
      let place = 0;
      const tagsAt = (mark: number) => (mark === 0 ? x : mark > 3 ? y : "");
      const graph = tagged(sdl.replaceAll("#", () => tagsAt(marks[place++]!)));
      let variant: GraphQLSchema;
      try {
        variant = variantOf(graph, filter);
      } catch (error) {
        expect((error as Error).message).toMatch(/no field of Query is left/);
        return;
      }
      expect(validateSchema(variant)).toEqual([]);
      introspectionFromSchema(variant);
      let next = 0;
      const dice = (below: number) => numbers[next++ % numbers.length]! % below;
      for (let times = 0; times < 5; times++) {
        const operation = anyOperation(variant, dice);
        expect([operation, validate(variant, parse(operation))]).toEqual([operation, []]);
        expect([operation, validate(graph.apiSchema, parse(operation))]).toEqual([operation, []]);
      }
    },
  );
  fc.assert(run, { numRuns: 100 });
});
