import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { GivenSettings } from "../src/settings/settings.ts";
import { listening, type Running } from "./kit/gateway.ts";
import { subgraph } from "./kit/graph.ts";

const running: Running[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const { gateway } of running.splice(0)) await gateway.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const shelf = () =>
  subgraph(
    "shelf",
    `
    type Query {
      item(id: ID!): Item
      items(filter: Filter, sort: Sort = NAME, first: Int @deprecated(reason: "Use limit; goes on 2027-01-31"), limit: Int): [Item!]!
    }
    type Subscription { added: Item! }
    interface Item { name: String price: Int @deprecated(reason: "Use cost; goes on 2027-03-01") }
    type Lamp implements Item { name: String price: Int watts: Int size: Int @deprecated(reason: "Nobody measures it") }
    type Chair implements Item { name: String price: Int legs: Int }
    input Filter { name: String, colours: [Colour!], within: Filter, old: Int @deprecated(reason: "No longer of use") }
    enum Sort { NAME PRICE @deprecated(reason: "Prices go") }
    enum Colour { RED GREEN }
    `,
    {
      resolvers: {
        Item: { __resolveType: () => "Lamp" },
        Query: { item: () => ({ name: "Lamp", price: 3, size: 1 }), items: () => [] },
        Subscription: {
          added: {
            async *subscribe() {
              yield { added: { name: "Lamp" } };
            },
          },
        },
      },
    },
  );

async function gatewayWith(usage: GivenSettings["usage"] = {}, settings: GivenSettings = {}) {
  const started = await listening([shelf()], { settings: { usage, ...settings } });
  running.push(started);
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(started.origin + path, { headers });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  return {
    ...started,
    get,
    usesOf: async (field: string) => (await get(`/usage?field=${encodeURIComponent(field)}`)).body.uses,
    stop: () => running.splice(running.indexOf(started), 1)[0]!.gateway.stop(),
  };
}

async function usageFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "angidi-usage-"));
  folders.push(folder);
  return join(folder, "usage.jsonl");
}

const web = { "graphql-client-name": "web", "graphql-client-version": "1.2" };
const app = { "graphql-client-name": "app", "graphql-client-version": "7" };
const today = () => new Date().toISOString().slice(0, 10);

describe("of each part of the schema it is known who uses it", () => {
  test("how often, and when last", async () => {
    const { post, usesOf } = await gatewayWith();
    const query = `{ item(id: "1") { name } }`;
    for (const headers of [web, web, app]) await post({ query }, headers);
    await post({ query });
    const lastSeen = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/);
    const uses = [
      { client: "web", version: "1.2", count: 2, lastSeen },
      { client: "app", version: "7", count: 1, lastSeen },
      { client: "unknown", version: "", count: 1, lastSeen },
    ];
    expect(await usesOf("Query.item")).toEqual(uses);
    expect(await usesOf("Query.item(id:)")).toEqual(uses);
    expect(await usesOf("Item.name")).toEqual(uses);
    expect(await usesOf("Query.items")).toEqual([]);
    await post({ query }, web);
    expect((await usesOf("Item.name"))[0]).toMatchObject({ client: "web", count: 3 });
  });

  test("by way of fragments, of the operation that is sent and no other", async () => {
    const { post, usesOf } = await gatewayWith();
    const query = `
      query Sent { item(id: "1") { ...One ... on Lamp { watts } } }
      query Other { items { ... on Chair { legs } ...Two } }
      fragment One on Item { ... on Lamp { ...Three } }
      fragment Two on Item { name }
      fragment Three on Lamp { size }`;
    await post({ query, operationName: "Sent" }, web);
    for (const used of ["Query.item", "Lamp.watts", "Lamp.size"]) expect(await usesOf(used)).toHaveLength(1);
    for (const unused of ["Query.items", "Chair.legs", "Item.name"]) expect(await usesOf(unused)).toEqual([]);
  });

  test("a field of an interface is used of each type that has it", async () => {
    const { post, usesOf } = await gatewayWith();
    await post({ query: `{ item(id: "1") { name } }` }, web);
    for (const used of ["Item.name", "Lamp.name", "Chair.name"]) expect(await usesOf(used)).toHaveLength(1);
  });

  test("also of arguments, input fields and enum values, in the document and in variables", async () => {
    const { post, usesOf } = await gatewayWith();
    await post({ query: `{ items(filter: { within: { colours: [RED] } }, sort: PRICE) { name } }` }, web);
    for (const used of ["Query.items(filter:)", "Filter.within", "Filter.colours", "Colour.RED", "Sort.PRICE"]) {
      expect(await usesOf(used)).toMatchObject([{ client: "web", count: 1 }]);
    }
    const query = `query Find($filter: Filter, $sort: Sort) { items(filter: $filter, sort: $sort) { name } }`;
    const variables = { filter: { within: { colours: ["GREEN", "GREEN"], name: "secret" } }, sort: "NAME" };
    await post({ query, variables }, app);
    for (const used of ["Filter.within", "Filter.colours", "Colour.GREEN", "Filter.name", "Sort.NAME"]) {
      expect(await usesOf(used)).toContainEqual(expect.objectContaining({ client: "app" }));
    }
    for (const unused of ["Filter.old", "Sort.RED", "Query.items(limit:)"]) expect(await usesOf(unused)).toEqual([]);
  });

  test("also of subscriptions, from their beginning", async () => {
    const { url, usesOf } = await gatewayWith();
    const client = createClient({
      url: url.replace("http", "ws"),
      webSocketImpl: WebSocket,
      connectionParams: app,
      retryAttempts: 0,
    });
    const events = client.iterate({ query: `subscription { added { name } }` });
    await events.next();
    expect(await usesOf("Subscription.added")).toMatchObject([{ client: "app", version: "7", count: 1 }]);
    await client.dispose();
  });

  test("also of what was refused for another reason than its document", async () => {
    const { post, usesOf } = await gatewayWith({}, { cost: { maximum: 1 } });
    await post({ query: `{ item(id: "1") { name } items { name } }` }, web);
    await post({ query: `{ item(id: "1") { nothing } }` }, app);
    expect(await usesOf("Query.item")).toMatchObject([{ client: "web" }]);
  });

  test("of so many programs and no more", async () => {
    const { post, usesOf } = await gatewayWith({ programs: 2 });
    for (let index = 0; index < 5; index++) {
      await post({ query: `{ item(id: "1") { name } }` }, { "graphql-client-name": `program ${index}` });
    }
    const uses: { client: string; count: number }[] = await usesOf("Query.item");
    expect(uses.map(({ client, count }) => [client, count])).toEqual([
      ["other", 3],
      ["program 0", 1],
      ["program 1", 1],
    ]);
  });

  test("of any number of operations", async () => {
    // Refused for their cost, so that they need not be planned.
    const { post, usesOf } = await gatewayWith({}, { cost: { maximum: 1 } });
    for (let index = 0; index < 250; index++) {
      await post({ query: `query Q${index} { item(id: "1") { name } items { name } }` }, web);
    }
    expect(await usesOf("Query.item")).toMatchObject([{ client: "web", count: 250 }]);
  }, 30_000);
});

describe("deprecated parts that are still used", () => {
  test("are told with the reason, the date in it, and by whom", async () => {
    const { post, get } = await gatewayWith();
    await post({ query: `{ item(id: "1") { name price } items(first: 1, sort: PRICE) { name } }` }, web);
    const { body } = await get("/usage/deprecated");
    const uses = [{ client: "web", version: "1.2", count: 1, lastSeen: today() }];
    const price = { reason: "Use cost; goes on 2027-03-01", date: "2027-03-01", uses };
    expect(body.deprecated).toEqual(
      expect.arrayContaining([
        { field: "Item.price", ...price },
        {
          field: "Query.items(first:)",
          reason: "Use limit; goes on 2027-01-31",
          date: "2027-01-31",
          uses,
        },
        { field: "Sort.PRICE", reason: "Prices go", uses },
      ]),
    );
    expect(body.deprecated).toHaveLength(3);
  });
});

describe("the record", () => {
  test("is kept in a file beyond the process, and added to", async () => {
    const file = await usageFile();
    const query = `{ item(id: "1") { name } }`;
    const first = await gatewayWith({ file });
    await first.post({ query }, web);
    await first.stop();
    const lines = (await readFile(file, "utf8")).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { day: today(), client: "web", version: "1.2", counts: expect.objectContaining({ "Query.item": 1 }) },
    ]);

    await appendFile(file, '{"day":"2001-01-01","client":"old","version":"","counts":{"Query.item":1}}\n{"day":"20');
    const second = await gatewayWith({ file });
    await second.post({ query }, web);
    await second.post({ query }, app);
    expect(await second.usesOf("Query.item")).toMatchObject([
      { client: "web", count: 2 },
      { client: "app", count: 1 },
    ]);
  });

  test("holds nothing of what a request holds", async () => {
    const file = await usageFile();
    const { post, stop } = await gatewayWith({ file });
    const query = `query Secret($filter: Filter) { items(filter: $filter) { secret: name } item(id: "secret") { name } }`;
    await post(
      { query, variables: { filter: { name: "secret" } } },
      { ...web, cookie: "secret", tracestate: "secret=1" },
    );
    await stop();
    expect(await readFile(file, "utf8")).not.toMatch(/secret/i);
  });

  test("that cannot be written costs no request, and is kept in memory", async () => {
    const { post, usesOf } = await gatewayWith({ file: join(tmpdir(), "angidi-no-such-folder", "usage.jsonl") });
    expect((await post({ query: `{ item(id: "1") { name } }` }, web)).body.data.item.name).toBe("Lamp");
    expect(await usesOf("Query.item")).toMatchObject([{ client: "web", count: 1 }]);
    expect(await usesOf("Query.item")).toMatchObject([{ client: "web", count: 1 }]);
  });

  test("is for readers of the metrics alone, and for those who say what they look for", async () => {
    const { get } = await gatewayWith();
    expect((await get("/usage?field=Query.item", { "x-forwarded-for": "203.0.113.7" })).status).toBe(404);
    expect((await get("/usage/deprecated", { forwarded: "for=203.0.113.7" })).status).toBe(404);
    expect((await get("/usage")).status).toBe(400);
  });
});
