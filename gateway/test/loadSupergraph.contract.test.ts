import { readFileSync } from "node:fs";
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import type { FetchNode } from "@apollo/query-planner";
import { afterEach, describe, expect, test } from "@jest/globals";
import { introspectionFromSchema, isObjectType } from "graphql";
import { PlanningFailed } from "../src/planning/planner.ts";
import { type LoadedSupergraph, loadSupergraph } from "../src/supergraph/load.ts";
import { shopSupergraph, supergraphOfSdl } from "./kit/supergraphs.ts";

const angidi = readFileSync(new URL("../../schema/supergraph.graphql", import.meta.url), "utf8");

const media = supergraphOfSdl({
  films: `
    type Query { media: [Media!]! any: [Thing!]! }
    interface Named { name: String! }
    interface Media implements Named @key(fields: "id") { id: ID! name: String! }
    type Film implements Media & Named @key(fields: "id") { id: ID! name: String! }
    type Song implements Media & Named @key(fields: "id") { id: ID! name: String! }
    type Person { born: Int }
    union Thing = Film | Person`,
  ratings: `type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int }`,
});

describe.each([
  ["in the planning thread", true],
  ["in this thread", false],
])("a supergraph loaded %s", (_, thread) => {
  const loaded: LoadedSupergraph[] = [];
  const load = async (sdl: string) => {
    const supergraph = await loadSupergraph(sdl, { thread });
    loaded.push(supergraph);
    return supergraph;
  };
  const plan = async (
    document: string,
    more: { overrides?: ReadonlyMap<string, boolean>; incremental?: boolean } = {},
  ) => (await load(shopSupergraph)).planner.plan({ document, operationName: undefined, ...more });

  afterEach(async () => {
    for (const supergraph of loaded.splice(0)) await supergraph.close();
  });

  describe("shows clients", () => {
    test.each([
      ["Angidi's", angidi],
      [
        "one with all that a schema can say",
        supergraphOfSdl({
          all: `
            extend schema @link(url: "https://example.com/mask/v1.0", import: ["@mask"]) @composeDirective(name: "@mask")
            "Masks what it is applied to" directive @mask(with: Mask! = { sign: "*", how: SOFT }) repeatable on FIELD | FIELD_DEFINITION
            schema { query: Questions }
            """
            What may be asked.
            With "quotes" and \\"""quotes\\""".
            """
            type Questions {
              "Is it \\"so\\"?" so(if: Boolean! = true, marks: [Mask!] = [{ sign: "#" }]): Moment @deprecated(reason: "ask \\"why\\"")
              why(old: Int @deprecated, limit: Float = 1e3, text: String = "\\u00e9\\n\\t\\"", id: ID = "1"): [[Answer!]!]
              secret: Secret @inaccessible
            }
            scalar Moment @specifiedBy(url: "https://example.com/moment")
            input Mask { sign: String = "*" how: How @deprecated gone: Int @inaccessible }
            enum How { "softly" SOFT HARD @deprecated LATER @inaccessible }
            interface Answer { text: String }
            type Long implements Answer { text: String }
            type Secret { text: String }`,
        }),
      ],
    ])("the same as Apollo's libraries do: %s", async (_, sdl) => {
      const { apiSchema } = await load(sdl);
      const theirs = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
      const options = {
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
      };
      const { __schema: ours } = introspectionFromSchema(apiSchema, options);
      // Theirs has it only for clients that take a result in parts.
      const directives = ours.directives.filter(({ name }) => name !== "defer");
      expect(ours.directives.length - directives.length).toBe(1);
      expect({ ...ours, directives }).toEqual(
        introspectionFromSchema(theirs.apiSchema().toGraphQLJSSchema(), options).__schema,
      );
    });
  });

  test("knows what is hidden, and what is applied to it", async () => {
    const { schema, apiSchema } = await load(angidi);
    expect(apiSchema.getType("AccountEnsured")).toBeUndefined();
    const type = schema.getType("AccountEnsured");
    expect(isObjectType(type) && type.astNode?.directives?.map(({ name }) => name.value)).toContain("inaccessible");
  });

  test("knows its subgraphs by the names that they were composed under", async () => {
    const sdl = supergraphOfSdl({ "my-shop": "type Query { a: Int }" }).replace("http://my-shop.test/graphql", "");
    expect((await load(sdl)).subgraphs).toEqual([{ name: "my-shop", url: undefined }]);
    expect((await load(shopSupergraph)).subgraphs[1]).toEqual({ name: "stock", url: "http://stock.test/graphql" });
  });

  test("knows its fields and the labels of its overrides", async () => {
    const supergraph = await load(shopSupergraph);
    expect([...supergraph.fieldNames]).toEqual(expect.arrayContaining(["product", "shelves", "weight"]));
    expect(supergraph.fieldNames.has("kind")).toBe(false);
    expect(supergraph.overrideLabels).toEqual(["percent(50)"]);
  });

  test("knows which objects a fragment asks for, by the names of interface objects too", async () => {
    const { matches } = await load(media);
    expect(matches("Film", "Film")).toBe(true);
    expect(matches("Film", "Media")).toBe(true);
    expect(matches("Film", "Named")).toBe(true);
    expect(matches("Media", "Named")).toBe(true);
    expect(matches("Media", "Media")).toBe(true);
    expect(matches("Film", "Thing")).toBe(true);
    expect(matches("Person", "Named")).toBe(false);
    expect(matches("Song", "Thing")).toBe(false);
    expect(matches(undefined, "Media")).toBe(false);
  });

  describe("is refused, with the reason,", () => {
    test.each([
      ["when it is no GraphQL", "{", /syntax/i],
      ["when it is a schema like any other", "type Query { a: Int }", /must be a core schema/i],
      [
        "when it needs a feature for security that is not known here",
        shopSupergraph.replace(
          "\n{\n  query: Query",
          '\n  @link(url: "https://example.com/seal/v1.0", for: SECURITY)\n{\n  query: Query',
        ),
        /https:\/\/example.com\/seal\/v1.0 is for: SECURITY but is unsupported/,
      ],
      ["when it says what cannot be", shopSupergraph.replace("rename(id: ID!", "rename(id: Wrong!"), /Wrong/],
    ])("%s", async (_, sdl, reason) => {
      await expect(load(sdl)).rejects.toThrow(reason);
    });

    test("and one that is well is loaded all the same afterwards", async () => {
      await expect(load("{")).rejects.toThrow();
      expect((await load(shopSupergraph)).apiSchema.getMutationType()?.name).toBe("Mutation");
    });
  });

  describe("plans", () => {
    test("what is fetched from where, as plain data", async () => {
      const node = await plan(
        "query Shown($id: ID!) { product(id: $id) { ...Shown } } fragment Shown on Product { title stock shelves }",
      );
      expect(node?.kind).toBe("Sequence");
      expect(JSON.parse(JSON.stringify(node))).toEqual(JSON.parse(JSON.stringify(structuredClone(node))));
      expect(JSON.stringify(node)).toContain('"serviceName":"stock"');
    });

    test("the operation that is named", async () => {
      const { planner } = await load(shopSupergraph);
      const document = 'query A { warehouses } mutation B { rename(id: "1", title: "Lamp") { title } }';
      const node = await planner.plan({ document, operationName: "B" });
      expect(node).toMatchObject({ kind: "Fetch", serviceName: "catalog", operationKind: "mutation" });
    });

    test("a subscription with what is fetched for each event", async () => {
      const node = await plan("subscription { changed { title stock } }");
      expect(node).toMatchObject({ kind: "Subscription", primary: { serviceName: "catalog" } });
    });

    test("nothing for introspection alone", async () => {
      expect(await plan("{ __schema { queryType { name } } }")).toBeUndefined();
    });

    test("by the labels of overrides that hold; none does that is not named", async () => {
      const servicesWith = async (overrides?: ReadonlyMap<string, boolean>) =>
        [
          ...JSON.stringify(await plan('{ product(id: "1") { price } }', { overrides })).matchAll(
            /"serviceName":"(\w+)"/g,
          ),
        ].map(([, name]) => name);
      expect(await servicesWith()).toEqual(["catalog"]);
      expect(await servicesWith(new Map([["percent(50)", false]]))).toEqual(["catalog"]);
      expect(await servicesWith(new Map([["percent(50)", true]]))).toEqual(["catalog", "stock"]);
    });

    test("@defer for a client that takes the answer in parts, and not otherwise", async () => {
      const document =
        'query Q($late: Boolean!) { product(id: "1") { title ...S @defer(label: "late", if: $late) } } fragment S on Product { stock }';
      expect(await plan(document, { incremental: true })).toMatchObject({
        kind: "Condition",
        condition: "late",
        ifClause: { kind: "Defer", deferred: [{ label: "late", queryPath: ["product"] }] },
      });
      expect((await plan(document))?.kind).toBe("Sequence");
    });

    test("an operation that uses a fragment in several places as what it comes down to", async () => {
      const node = (await plan(
        "{ one: product(id: 1) { ...F } two: product(id: 2) { ...F } } fragment F on Product { title }",
      )) as FetchNode;
      expect(node.operation).toBe("{one:product(id:1){title}two:product(id:2){title}}");
    });

    test("nothing that cannot be planned: the reason is told", async () => {
      await expect(plan("{ product(id: 1) { nothing } }")).rejects.toThrow(PlanningFailed);
      await expect(plan("{ product(id: 1) { nothing } }")).rejects.toThrow(
        /Cannot query field "nothing" on type "Product"/,
      );
      await expect(plan("{")).rejects.toThrow(PlanningFailed);
    });

    test("nothing for a request that was aborted", async () => {
      const { planner } = await load(shopSupergraph);
      const operation = { document: "{ warehouses }", operationName: undefined };
      await expect(planner.plan(operation, AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
    });

    test("nothing once it is closed", async () => {
      const { planner, close } = await loadSupergraph(shopSupergraph, { thread });
      await close();
      await close();
      await expect(planner.plan({ document: "{ warehouses }", operationName: undefined })).rejects.toThrow(
        PlanningFailed,
      );
    });
  });
});
