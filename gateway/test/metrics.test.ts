import type { SubgraphTransport } from "@angidi/subgraph";
import { metricsRoute } from "@angidi/telemetry";
import { afterEach, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { GivenSettings } from "../src/settings/settings.ts";
import { listening, type Running } from "./kit/gateway.ts";
import { catalog, inventory } from "./kit/shop.ts";

let running: Running | undefined;
afterEach(async () => {
  await running?.gateway.stop();
  running = undefined;
});

async function gatewayWith(
  telemetry: GivenSettings["telemetry"] = {},
  faults: Readonly<Record<string, SubgraphTransport["execute"]>> = {},
): Promise<Running> {
  const subgraphs = [catalog(), inventory()];
  running = await listening(subgraphs, {
    settings: { telemetry },
    transports(name) {
      const { transport } = subgraphs.find((each) => each.name === name)!;
      return { ...transport, execute: faults[name] ?? transport.execute };
    },
  });
  return running;
}

/** The value of a metric, 0 when there is none. */
async function valueIn(series: string): Promise<number> {
  const { body } = await metricsRoute({ from: "anywhere" }).handle({ headers: {} });
  const line = body.split("\n").find((each) => each.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? 0);
}

const seconds = (name: string, kind: string, outcome: string) =>
  valueIn(`angidi_gateway_request_seconds_count{operation="${name}",kind="${kind}",outcome="${outcome}"}`);

const query = (name = "") => `query ${name} { product(id: "p1") { title stock { total } } }`;

describe("requests are timed", () => {
  test("by the operation's name and kind, and by outcome", async () => {
    const { post } = await gatewayWith({}, { inventory: () => Promise.reject(new Error("down")) });
    await post({ query: `query Title { product(id: "p1") { title } }` });
    await post({ query: `query Title { product(id: "p1") { title } }` });
    await post({ query: `{ product(id: "p1") { title } }` });
    await post({ query: `mutation Note { note(text: "x") }` });
    await post({ query: query("Stock") });
    await post({ query: `query Bad($id: ID!) { product(id: $id) { title } }` });
    await post({ query: `query Unread { nothing }` });
    expect(await seconds("Title", "query", "ok")).toBe(2);
    expect(await seconds("anonymous", "query", "ok")).toBe(1);
    expect(await seconds("Note", "mutation", "ok")).toBe(1);
    expect(await seconds("Stock", "query", "errors")).toBe(1);
    expect(await seconds("Bad", "query", "refused")).toBe(1);
    expect(await seconds("unknown", "unknown", "refused")).toBe(1);
  });

  test("by so many names and no more", async () => {
    const { post } = await gatewayWith({ operationNames: 2 });
    for (const name of ["A", "B", "C", "D", "A"]) await post({ query: query(name) });
    expect(await seconds("A", "query", "ok")).toBe(2);
    expect(await seconds("B", "query", "ok")).toBe(1);
    expect(await seconds("C", "query", "ok")).toBe(0);
    expect(await seconds("other", "query", "ok")).toBe(2);
  });
});

test("errors are counted by code, those of an answer once each", async () => {
  const code = (name: string) => valueIn(`angidi_gateway_errors_total{code="${name}"}`);
  const before = [await code("GRAPHQL_VALIDATION_FAILED"), await code("DOWNSTREAM_UNAVAILABLE")] as const;
  const { post } = await gatewayWith({}, { inventory: () => Promise.reject(new Error("down")) });
  await post({ query: "{ nothing nowhere }" });
  await post({ query: `{ products(first: 3) { stock { total } } }` });
  expect(await code("GRAPHQL_VALIDATION_FAILED")).toBe(before[0] + 1);
  expect(await code("DOWNSTREAM_UNAVAILABLE")).toBe(before[1] + 1);
});

test("documents and plans are counted as known or not, and as kept", async () => {
  const known = (of: string, yesOrNo: string) =>
    valueIn(`angidi_gateway_known_operations_total{of="${of}",known="${yesOrNo}"}`);
  const all = async () =>
    Promise.all([known("document", "no"), known("document", "yes"), known("plan", "no"), known("plan", "yes")]);
  const { post } = await gatewayWith();
  const before = await all();
  for (let index = 0; index < 3; index++) await post({ query: query() });
  await post({ query: query("Other") });
  const after = await all();
  expect(after.map((count, index) => count - before[index]!)).toEqual([2, 2, 2, 2]);
  expect(await valueIn(`angidi_gateway_kept{of="document"}`)).toBe(2);
  expect(await valueIn(`angidi_gateway_kept{of="plan"}`)).toBe(2);
  expect(await valueIn(`angidi_gateway_step_seconds_count{step="plan"}`)).toBe(2);
  expect(await valueIn(`angidi_gateway_step_seconds_count{step="parse"}`)).toBe(2);
});

test("what is open is seen as long as it is", async () => {
  let answer = () => {};
  const asked = Promise.withResolvers<void>();
  const { post, url } = await gatewayWith(
    {},
    {
      inventory: () =>
        new Promise((resolve) => {
          answer = () => resolve({ data: { _entities: [{ stock: { total: 2 } }] } });
          asked.resolve();
        }),
    },
  );
  const client = createClient({
    url: url.replace("http", "ws"),
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
  });
  await new Promise((resolve) => client.on("connected", resolve));
  const request = post({ query: query() });
  await asked.promise;
  expect(await valueIn(`angidi_gateway_requests_under_way{protocol="http"}`)).toBe(1);
  expect(await valueIn(`angidi_gateway_websockets_open`)).toBe(1);
  answer();
  await request;
  await client.dispose();
  expect(await valueIn(`angidi_gateway_requests_under_way{protocol="http"}`)).toBe(0);
});

test("subscriptions are seen while they are open, and their events counted", async () => {
  const open = () => valueIn(`angidi_gateway_subscriptions_open{protocol="websocket"}`);
  const { url } = await gatewayWith();
  const client = createClient({ url: url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });
  const events = client.iterate({ query: `subscription Changes { changed(ids: ["p1", "p3"]) { sequence } }` });
  await events.next();
  expect(await valueIn(`angidi_gateway_events_total{operation="Changes"}`)).toBeGreaterThan(0);
  for await (const event of events) expect(event.data).toBeDefined();
  await client.dispose();
  await running!.gateway.stop();
  expect(await open()).toBe(0);
  expect(await valueIn(`angidi_gateway_events_total{operation="Changes"}`)).toBe(2);
});

test("a gateway that has stopped is seen no more", async () => {
  const { post, gateway } = await gatewayWith();
  await post({ query: query("Gone") });
  expect(await seconds("Gone", "query", "ok")).toBe(1);
  await gateway.stop();
  expect(await seconds("Gone", "query", "ok")).toBe(0);
});
