import { getEventListeners } from "node:events";
import { httpTransport } from "@angidi/service-client";
import {
  anonymous,
  defineSubgraph,
  IDENTITY_HEADER,
  type ListeningServer,
  listen,
  type SubgraphTransport,
  signIdentity,
} from "@angidi/subgraph";
import { afterEach, describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import { defaultResilience, resilienceOf, resilienceSettings } from "../../src/settings/resilience.ts";
import { CircuitOpen, SubgraphOverloaded, SubgraphTimeout } from "../../src/transports/errors.ts";
import type { FinishedCall } from "../../src/transports/measured.ts";
import { type ResilientTransportsOptions, resilientTransports } from "../../src/transports/resilientTransports.ts";
import { manualClock } from "./kit/clock.ts";
import { query, settled, silentSubgraph } from "./kit/subgraph.ts";

const silent = pino({ level: "silent" });
const signingKey = "a signing key for tests, thirty-two characters or more";
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function guarded(
  raw: (name: string) => SubgraphTransport,
  all: object,
  options: Partial<ResilientTransportsOptions> = {},
) {
  const transports = resilientTransports(raw, {
    settings: resilienceSettings.parse({ all }),
    log: silent,
    ...options,
  });
  closing.push(() => transports.close());
  return transports;
}

describe("guarded subgraphs", () => {
  test("a subgraph has one guarded way for all who ask, and each its own", () => {
    const made: string[] = [];
    const { of } = guarded((name) => {
      made.push(name);
      return silentSubgraph().transport;
    }, {});
    expect(of("stock")).toBe(of("stock"));
    expect(of("stock")).not.toBe(of("prices"));
    expect(made).toEqual(["stock", "prices"]);
  });

  test("each attempt has its time and its place, and the call counts once", async () => {
    const clock = manualClock();
    const { transport, calls } = silentSubgraph();
    const finished: FinishedCall[] = [];
    const { of } = guarded(
      () => transport,
      {
        timeoutMilliseconds: 100,
        retries: { most: 2, firstWaitMilliseconds: 1, longestWaitMilliseconds: 1 },
        bulkhead: { calls: 1, waiting: 0 },
        circuitBreaker: { fewestCalls: 2 },
      },
      { clock, onCall: (call) => finished.push(call) },
    );
    const fail = async () => {
      const answer = of("stock").execute(query());
      const rejected = expect(answer).rejects.toThrow(SubgraphTimeout);
      for (let attempt = 0; attempt < 3; attempt++) {
        clock.pass(100);
        await settled();
        clock.pass(1);
        await settled();
      }
      await rejected;
    };
    await fail();
    expect(calls).toHaveLength(3);
    const held = of("stock").execute(query());
    await expect(of("stock").execute(query())).rejects.toThrow(SubgraphOverloaded);
    calls[3]!.answer();
    await held;
    expect(finished.map(({ outcome }) => outcome)).toEqual(["timeout", "refused", "ok"]);

    await fail();
    await expect(of("stock").execute(query())).rejects.toThrow(CircuitOpen);
    expect(calls).toHaveLength(7);
  });

  test("reads that are shared take one place and are one call; without sharing, each is its own", async () => {
    const { transport, calls } = silentSubgraph();
    const finished: FinishedCall[] = [];
    const onCall = (call: FinishedCall) => finished.push(call);
    const shared = guarded(() => transport, { bulkhead: { calls: 1, waiting: 0 } }, { onCall });
    const read = () => query({ body: "{}" });
    const answers = [1, 2, 3].map(() => shared.of("stock").execute(read()));
    calls[0]!.answer();
    expect(await Promise.all(answers)).toEqual(Array(3).fill({ data: { ok: true } }));
    expect(finished).toHaveLength(1);

    const alone = guarded(() => transport, { sharing: false });
    // Never answered: they end by their deadline, long after this.
    alone
      .of("stock")
      .execute(read())
      .catch(() => {});
    alone
      .of("stock")
      .execute(read())
      .catch(() => {});
    expect(calls).toHaveLength(3);
  });
});

test("calls that are over leave nothing behind on the signal of their request", async () => {
  const { transport, calls } = silentSubgraph();
  const { of } = guarded(() => transport, { bulkhead: { calls: 2, waiting: 10 }, retries: { most: 0 } });
  const { signal } = new AbortController();
  const answers = ["a", "b", "c", "d"].map((body) => of("stock").execute(query({ body, signal })));
  answers.push(of("stock").execute(query({ kind: "mutation", signal })));
  const over = Promise.allSettled(answers);
  for (let call = 0; call < 5; call++) {
    if (call % 2) calls[call]!.fail();
    else calls[call]!.answer();
    await settled();
  }
  await over;
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

describe("settings", () => {
  test("what is not said is as by default; a subgraph's own come before those for all", () => {
    const settings = resilienceSettings.parse({
      all: { timeoutMilliseconds: 3_000, retries: { most: 1 } },
      subgraphs: { payments: { timeoutMilliseconds: 20_000, bulkhead: { calls: 10 } } },
    });
    expect(resilienceOf(settings, "stock")).toEqual({
      ...defaultResilience,
      timeoutMilliseconds: 3_000,
      retries: { ...defaultResilience.retries, most: 1 },
    });
    expect(resilienceOf(settings, "payments")).toMatchObject({
      timeoutMilliseconds: 20_000,
      retries: { most: 1, share: 0.2 },
      bulkhead: { calls: 10, waiting: 1_000 },
    });
    expect(resilienceOf(resilienceSettings.parse({}), "constructor")).toEqual(defaultResilience);
  });

  test.each([
    { all: { timeoutMilliseconds: 0 } },
    { all: { retries: { share: 1.5 } } },
    { all: { circuitBreaker: { fewestCalls: 0 } } },
    { all: { timeout: 5 } },
    { subgraphs: { stock: { bulkhead: { calls: -1 } } } },
  ])("%j is refused", (settings) => {
    expect(resilienceSettings.safeParse(settings).success).toBe(false);
  });
});

describe("a subgraph over HTTP that dies and comes back", () => {
  const greeting = defineSubgraph({
    name: "greeting",
    schemaFolder: { sdl: "type Query { hello: String }" },
    ports: {},
    signingKey,
    resolvers: { Query: { hello: () => "hello" } },
  });
  const headers = { [IDENTITY_HEADER]: signIdentity({ caller: anonymous, requestId: "r1" }, signingKey) };
  const hello = () => query({ query: "{ hello }", body: `{"query":"{ hello }"}`, headers });

  test("is left alone while it is down, and asked again when it is back", async () => {
    const serve = (port: number): Promise<ListeningServer> =>
      listen(greeting, { port, host: "127.0.0.1", log: silent });
    let server = await serve(0);
    const { port } = new URL(server.url);
    const wire = httpTransport({ url: server.url });
    closing.push(
      () => wire.close(),
      () => server.close(),
    );
    const clock = manualClock();
    const attempts: number[] = [];
    const counted: SubgraphTransport = {
      execute: (request) => {
        attempts.push(attempts.length);
        return wire.execute(request);
      },
      subscribe: (request) => wire.subscribe(request),
    };
    const { of } = guarded(
      () => counted,
      {
        retries: { most: 0 },
        circuitBreaker: { fewestCalls: 4, share: 0.5, openMilliseconds: 5_000 },
      },
      { clock },
    );
    const ask = () => of("greeting").execute(hello());

    await expect(ask()).resolves.toEqual({ data: { hello: "hello" } });
    await server.close();
    for (let call = 0; call < 3; call++) await expect(ask()).rejects.not.toThrow(CircuitOpen);
    await expect(ask()).rejects.toThrow(CircuitOpen);
    const whileDown = attempts.length;
    await expect(ask()).rejects.toThrow(CircuitOpen);
    expect(attempts).toHaveLength(whileDown);

    server = await serve(Number(port));
    await expect(ask()).rejects.toThrow(CircuitOpen);
    clock.pass(5_000);
    await expect(ask()).resolves.toEqual({ data: { hello: "hello" } });
    await expect(ask()).resolves.toEqual({ data: { hello: "hello" } });
  });

  test("is asked again at once by a query that found it dead", async () => {
    const server = await listen(greeting, { port: 0, host: "127.0.0.1", log: silent });
    const wire = httpTransport({ url: server.url });
    const { url } = server;
    await server.close();
    closing.push(() => wire.close());
    let back: ListeningServer | undefined;
    const reviving: SubgraphTransport = {
      async execute(request) {
        try {
          return await wire.execute(request);
        } catch (error) {
          back = await listen(greeting, { port: Number(new URL(url).port), host: "127.0.0.1", log: silent });
          closing.push(() => back?.close());
          throw error;
        }
      },
      subscribe: (request) => wire.subscribe(request),
    };
    const { of } = guarded(() => reviving, { retries: { firstWaitMilliseconds: 1 } });
    await expect(of("greeting").execute(hello())).resolves.toEqual({ data: { hello: "hello" } });
    expect(back).toBeDefined();
  });
});
