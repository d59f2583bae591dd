import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { httpTransport } from "@angidi/service-client";
import type { SubgraphTransport } from "@angidi/subgraph";
import { readTraceparent } from "@angidi/telemetry";
import { type CollectedSpan, startTraceCollector, type TraceCollector } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import type { GivenSettings } from "../src/settings/settings.ts";
import { listening, type Running } from "./kit/gateway.ts";
import { catalog, inventory } from "./kit/shop.ts";

let collector: TraceCollector;
let running: Running | undefined;
beforeEach(async () => {
  collector = await startTraceCollector();
});
afterEach(async () => {
  await running?.gateway.stop();
  running = undefined;
  await collector.stop();
});

/** The headers with which each subgraph was called. */
const seen: { subgraph: string; headers: Readonly<Record<string, string>> }[] = [];

async function gatewayWith(
  telemetry: GivenSettings["telemetry"] = {},
  faults: Readonly<Record<string, SubgraphTransport["execute"]>> = {},
): Promise<Running> {
  seen.length = 0;
  const subgraphs = [catalog(), inventory()];
  running = await listening(subgraphs, {
    settings: { telemetry: { otlpUrl: collector.url, ...telemetry } },
    transports(name) {
      const { transport } = subgraphs.find((each) => each.name === name)!;
      return {
        execute(request) {
          seen.push({ subgraph: name, headers: request.headers });
          return (faults[name] ?? transport.execute)(request);
        },
        subscribe: (request) => transport.subscribe(request),
      };
    },
  });
  return running;
}

/** Everything that was followed so far. */
async function spans(): Promise<readonly CollectedSpan[]> {
  await running?.gateway.stop();
  return collector.spans;
}

const query = `query Stock { product(id: "p1") { title stock { total } } }`;
const everything = { sampledPercent: 100 };
const sender = { traceId: "4bf92f3577b34da6a3ce929dffffffff", spanId: "00f067aa0ba902b7" };
const traceparent = `00-${sender.traceId}-${sender.spanId}-01`;

describe("a request that is kept", () => {
  test("is shown with what it consisted of: steps, calls of subgraphs, and what those did", async () => {
    const { post } = await gatewayWith(everything);
    await post({ query }, { "graphql-client-name": "web", "graphql-client-version": "1.2" });
    const all = await spans();
    const root = all.find(({ name }) => name === "query Stock")!;
    expect(root).toMatchObject({
      service: "gateway",
      parentSpanId: undefined,
      failure: undefined,
      attributes: {
        "http.request.method": "POST",
        "angidi.protocol": "http",
        "graphql.operation.name": "Stock",
        "graphql.operation.type": "query",
        "angidi.client.name": "web",
        "angidi.client.version": "1.2",
      },
    });
    const below = (parent: CollectedSpan) => all.filter(({ parentSpanId }) => parentSpanId === parent.spanId);
    expect(
      below(root)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["catalog", "inventory", "parse", "plan", "validate"]);
    for (const call of below(root).filter(({ name }) => ["catalog", "inventory"].includes(name))) {
      expect(below(call)).toMatchObject([{ attributes: { "angidi.subgraph": call.name }, traceId: root.traceId }]);
    }
  });

  test("has no step that was spared", async () => {
    const { post } = await gatewayWith(everything);
    await post({ query });
    await post({ query });
    const all = await spans();
    expect(all.filter(({ name }) => name === "query Stock")).toHaveLength(2);
    for (const step of ["parse", "validate", "plan"]) expect(all.filter(({ name }) => name === step)).toHaveLength(1);
  });

  test("tells each subgraph the span that its call is", async () => {
    const { post } = await gatewayWith(everything);
    await post({ query });
    const all = await spans();
    for (const { subgraph, headers } of seen) {
      const context = readTraceparent(headers.traceparent)!;
      expect(context.isSampled).toBe(true);
      expect(all.find(({ spanId }) => spanId === context.spanId)).toMatchObject({ name: subgraph });
    }
  });

  test("shows nothing that its sender wrote", async () => {
    const { post } = await gatewayWith(everything);
    await post(
      { query: `query Find($id: ID!) { product(id: $id) { title } }`, variables: { id: "secret-variable" } },
      { authorization: "Bearer secret-token", cookie: "secret-cookie", "x-api-key": "secret-key" },
    );
    await post({ query: `query Find2 { product(id: "secret-literal") { title } }` });
    expect(JSON.stringify(await spans())).not.toContain("secret");
  });
});

describe("of requests are kept", () => {
  test("none that was quick and good, but for the share", async () => {
    const { post } = await gatewayWith({ sampledPercent: 0 });
    await post({ query });
    expect(await spans()).toEqual([]);
    for (const { headers } of seen) expect(readTraceparent(headers.traceparent)).toMatchObject({ isSampled: false });
  });

  test("those that a subgraph failed", async () => {
    const { post } = await gatewayWith(
      { sampledPercent: 0 },
      { inventory: () => Promise.reject(new Error("the database's password")) },
    );
    await post({ query });
    const all = await spans();
    expect(all.find(({ name }) => name === "query Stock")).toMatchObject({
      failure: "DOWNSTREAM_UNAVAILABLE",
      attributes: { "graphql.error.codes": ["DOWNSTREAM_UNAVAILABLE"] },
    });
    expect(all.find(({ name }) => name === "inventory")).toMatchObject({ failure: "Error" });
    expect(JSON.stringify(all)).not.toContain("password");
  });

  test("none for a mistake of its sender", async () => {
    const { post } = await gatewayWith({ sampledPercent: 0 });
    await post({ query: "{ nothing }" });
    await post({ query: "{" });
    expect(await spans()).toEqual([]);
  });

  test("those that were slow", async () => {
    const { post } = await gatewayWith({ sampledPercent: 0, slowSeconds: 0.000001 });
    await post({ query });
    expect((await spans()).map(({ name }) => name)).toContain("query Stock");
  });
});

describe("the trace of a request's sender", () => {
  test("goes on, but strangers do not decide that it is kept", async () => {
    const { post } = await gatewayWith();
    await post({ query }, { traceparent });
    expect(await spans()).toEqual([]);
    for (const { headers } of seen) {
      expect(readTraceparent(headers.traceparent)).toMatchObject({ traceId: sender.traceId, isSampled: false });
    }
  });

  test("is kept for a trusted caller", async () => {
    const { post } = await gatewayWith({ trustedCallers: ["127.0.0.0/8", "::1/128"] });
    await post({ query }, { traceparent });
    const root = (await spans()).find(({ name }) => name === "query Stock");
    expect(root).toMatchObject({ traceId: sender.traceId, parentSpanId: sender.spanId });
  });

  test("is told by each operation of a WebSocket for itself", async () => {
    const { url } = await gatewayWith(everything);
    const connectionParams = { traceparent: traceparent.replaceAll("f", "e") };
    const client = createClient({
      url: url.replace("http", "ws"),
      webSocketImpl: WebSocket,
      connectionParams,
      retryAttempts: 0,
    });
    await client.iterate({ query, extensions: { traceparent } }).next();
    await client.iterate({ query }).next();
    await client.dispose();
    const [first, second] = (await spans()).filter(({ name }) => name === "query Stock");
    expect(first).toMatchObject({ traceId: sender.traceId, parentSpanId: sender.spanId });
    expect(second).toMatchObject({ parentSpanId: undefined });
  });

  test("is passed on when there is no collector", async () => {
    const { post } = await gatewayWith({ otlpUrl: undefined });
    await post({ query }, { traceparent });
    await post({ query }, { traceparent: "nonsense" });
    const given = seen.map(({ headers }) => headers.traceparent);
    expect(given).toEqual([...Array(2).fill(`00-${sender.traceId}-${sender.spanId}-00`), undefined, undefined]);
  });
});

test("each event of a subscription is a trace of its own, linked to the subscription's", async () => {
  const { url } = await gatewayWith(everything);
  const client = createClient({ url: url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 });
  const events: unknown[] = [];
  const subscription = `subscription Changes { changed(ids: ["p1", "p3"]) { sequence product { title stock { total } } } }`;
  for await (const event of client.iterate({ query: subscription })) events.push(event);
  await client.dispose();
  expect(events).toHaveLength(2);

  const all = await spans();
  const whole = all.find(({ name }) => name === "subscription Changes")!;
  const works = all.filter(({ name }) => name === "event of subscription Changes");
  expect(works).toHaveLength(2);
  expect(new Set([whole, ...works].map(({ traceId }) => traceId)).size).toBe(3);
  for (const work of works) {
    expect(work.links).toEqual([whole.traceId]);
    const calls = all.filter(({ parentSpanId }) => parentSpanId === work.spanId);
    expect(calls).toMatchObject([{ name: "inventory", traceId: work.traceId }]);
    expect(seen.map(({ headers }) => readTraceparent(headers.traceparent)?.spanId)).toContain(calls[0]!.spanId);
  }
});

test("a collector that does not answer holds nobody up", async () => {
  await collector.stop();
  collector = await startTraceCollector("never");
  const { post } = await gatewayWith(everything);
  expect((await post({ query })).body).toEqual({ data: { product: { title: "Lamp", stock: { total: 2 } } } });
}, 15_000);

test("a subgraph over HTTP gets the place in the trace", async () => {
  const headers: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    headers.push(request.headers.traceparent as string | undefined);
    response.end(JSON.stringify({ data: { product: { title: "Lamp" } } }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const remote = httpTransport({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` });
  const { post } = await gatewayWith(everything, { catalog: (request) => remote.execute(request) });
  await post({ query: `{ product(id: "p1") { title } }` });
  await remote.close();
  server.close();
  const call = (await spans()).find(({ name }) => name === "catalog");
  expect(readTraceparent(headers[0])?.spanId).toBe(call?.spanId);
});
