import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createGateway } from "../src/gateway.ts";
import { listening, type Running, settingsOf } from "./kit/gateway.ts";
import { silent, subgraph, supergraphOf } from "./kit/graph.ts";
import { people } from "./kit/people.ts";
import { catalog, inventory } from "./kit/shop.ts";

let running: Running;
beforeAll(async () => {
  running = await listening([catalog(), inventory(), people()]);
});
afterAll(() => running.gateway.stop());

describe("GraphQL over HTTP", () => {
  test("answers a POST", async () => {
    const { status, headers, body } = await running.post({ query: `{ product(id: "p1") { title } }` });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(body).toEqual({ data: { product: { title: "Lamp" } } });
  });

  test("answers a GET of a query, and of nothing else", async () => {
    const get = (query: string) =>
      fetch(`${running.url}?query=${encodeURIComponent(query)}`, { headers: { "apollo-require-preflight": "1" } });
    const answer = await get(`{ product(id: "p1") { title } }`);
    expect(await answer.json()).toEqual({ data: { product: { title: "Lamp" } } });
    const refused = await get(`mutation { note(text: "x") }`);
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("says what it may be asked by, to whoever asks by something else", async () => {
    for (const [method, status] of [
      ["HEAD", 405],
      ["OPTIONS", 204],
      ["PATCH", 405],
    ] as const) {
      const answer = await fetch(running.url, { method });
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, status, "GET, POST"]);
      await answer.body?.cancel();
    }
  });

  test("answers in the media type that is accepted, with its status codes", async () => {
    const accept = "application/graphql-response+json";
    const good = await running.post({ query: `{ warehouse }` }, { accept });
    expect(good.headers.get("content-type")).toBe(`${accept}; charset=utf-8`);
    const bad = await running.post({ query: `{ nothing }` }, { accept });
    expect([bad.status, bad.body.data]).toEqual([400, undefined]);
    const foreign = await fetch(running.url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "image/png" },
      body: JSON.stringify({ query: `{ warehouse }` }),
    });
    expect(foreign.status).toBe(406);
    await foreign.body?.cancel();
  });

  test("remembers a persisted query", async () => {
    const query = `{ warehouse }`;
    const { createHash } = await import("node:crypto");
    const sha256Hash = createHash("sha256").update(query).digest("hex");
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const unknown = await running.post({ extensions });
    expect(unknown.body.errors[0].extensions.code).toBe("PERSISTED_QUERY_NOT_FOUND");
    await running.post({ query, extensions });
    expect((await running.post({ extensions })).body).toEqual({ data: { warehouse: "North" } });
  });

  test("takes for forgery what a page of another origin could send without asking", async () => {
    for (const headers of [{ "content-type": "text/plain" }, { "content-type": "application/x-www-form-urlencoded" }]) {
      const answer = await fetch(running.url, { method: "POST", headers, body: `{"query":"{ warehouse }"}` });
      expect([400, 415]).toContain(answer.status);
      expect(await answer.text()).not.toContain("North");
    }
    const get = await fetch(`${running.url}?query={warehouse}`);
    expect(get.status).toBe(400);
    await get.body?.cancel();
  });

  test("says that a subscription wants a WebSocket", async () => {
    const { status, body } = await running.post({ query: `subscription { changed(ids: []) { sequence } }` });
    expect(status).toBe(400);
    expect(body.errors[0].message).toContain("WebSocket");
  });

  test("a query whose sender has gone is given up", async () => {
    const { promise: called, resolve: onCall } = Promise.withResolvers<AbortSignal>();
    const slow = subgraph("slow", `type Query { slow: Int }`, {
      resolvers: {
        Query: {
          slow: (_: unknown, _arguments: unknown, { signal }: { signal: AbortSignal }) => {
            onCall(signal);
            return new Promise(() => {});
          },
        },
      },
    });
    const { gateway, url } = await listening([slow]);
    const leaving = new AbortController();
    const answer = fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"query":"{ slow }"}`,
      signal: leaving.signal,
    }).catch(() => "gone");
    const signal = await called;
    leaving.abort();
    await answer;
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
    await gateway.stop();
  });
});

describe("browsers", () => {
  test("get the explorer, which asks nothing of other hosts", async () => {
    for (const path of ["/", "/graphql"]) {
      const answer = await fetch(running.origin + path, { headers: { accept: "text/html,*/*;q=0.8" } });
      const page = await answer.text();
      expect(answer.headers.get("content-type")).toMatch("text/html");
      expect(answer.headers.get("content-security-policy")).toMatch("script-src 'self'");
      for (const [, asset] of page.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
        const file = await fetch(running.origin + asset);
        expect([asset, file.status]).toEqual([asset, 200]);
        expect(await file.text()).not.toMatch(/https?:\/\/(?!studio\.apollographql\.com)/);
      }
    }
  });

  test("of Sandbox and of localhost may call, others not", async () => {
    const preflight = (origin: string) =>
      fetch(running.url, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
      });
    for (const origin of ["https://studio.apollographql.com", "http://localhost:5173"]) {
      const { status, headers } = await preflight(origin);
      expect([status, headers.get("access-control-allow-origin")]).toEqual([204, origin]);
      expect(headers.get("access-control-allow-headers")).toContain("authorization");
    }
    for (const origin of [
      "https://evil.example",
      "http://localhost.evil.example",
      "http://localhost:5173.evil.example",
    ]) {
      expect((await preflight(origin)).headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  test("are told to be careful", async () => {
    const { headers } = await running.post({ query: "{ warehouse }" });
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toMatch("default-src 'none'");
    expect(headers.get("x-powered-by")).toBeNull();
  });
});

test("a sane request id is kept and goes to the subgraphs, another is replaced", async () => {
  const kept = await running.post({ query: "{ caller }" }, { "x-request-id": "abc-123" });
  expect(kept.headers.get("x-request-id")).toBe("abc-123");
  expect(JSON.parse(kept.body.data.caller)).toMatchObject({ requestId: "abc-123", caller: { kind: "anonymous" } });
  const replaced = await running.post({ query: "{ caller }" }, { "x-request-id": 'a"; rm -rf' });
  expect(replaced.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("it is alive, ready while it listens, and lets requests under way finish when it stops", async () => {
  const { promise: called, resolve: onCall } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<number>();
  const slow = subgraph("slow", `type Query { slow: Int }`, {
    resolvers: {
      Query: {
        slow: () => {
          onCall();
          return released;
        },
      },
    },
  });
  const { gateway, origin, post } = await listening([slow]);
  expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  expect((await fetch(`${origin}/health/ready`)).status).toBe(200);

  const answer = post({ query: "{ slow }" });
  await called;
  const stopped = gateway.stop();
  release(1);
  expect((await answer).body).toEqual({ data: { slow: 1 } });
  await stopped;
  await expect(fetch(`${origin}/health/live`)).rejects.toThrow();
});

test("it may be stopped before it listens, and twice", async () => {
  const gateway = await createGateway({
    supergraph: supergraphOf([people()]),
    transports: () => people().transport,
    settings: settingsOf(),
    log: silent,
  });
  await Promise.all([gateway.stop(), gateway.stop()]);
});
