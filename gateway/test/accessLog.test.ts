import type { SubgraphTransport } from "@angidi/subgraph";
import { afterEach, describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import type { GivenSettings } from "../src/settings/settings.ts";
import { listening, type Running, tokenOf } from "./kit/gateway.ts";
import { catalog, inventory } from "./kit/shop.ts";

let running: Running | undefined;
afterEach(async () => {
  await running?.gateway.stop();
  running = undefined;
});

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly [name: string]: unknown;
}

const levels = { info: 30, warn: 40 };

/** A gateway that writes its log, from info on, into an array. */
async function logging(
  telemetry: GivenSettings["telemetry"],
  faults: Readonly<Record<string, SubgraphTransport["execute"]>> = {},
) {
  const lines: Line[] = [];
  const subgraphs = [catalog(), inventory()];
  running = await listening(subgraphs, {
    settings: { telemetry },
    log: pino({ level: "info" }, { write: (text: string) => void lines.push(JSON.parse(text)) }),
    transports(name) {
      const { transport } = subgraphs.find((each) => each.name === name)!;
      return { ...transport, execute: faults[name] ?? transport.execute };
    },
  });
  return { lines, post: running.post };
}

const down = () => Promise.reject(new Error("secret-cause"));
const query = `query Stock { product(id: "p1") { title stock { total } } }`;

describe("the access log", () => {
  test("has a line for every request", async () => {
    const { lines, post } = await logging({ accessLog: true });
    await post(
      { query },
      {
        "x-request-id": "request-1",
        traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
        "apollographql-client-name": "web",
        "apollographql-client-version": "1.2",
      },
    );
    expect(lines).toEqual([
      {
        level: levels.info,
        time: expect.any(Number),
        pid: expect.any(Number),
        hostname: expect.any(String),
        requestId: "request-1",
        traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
        protocol: "http",
        operation: { kind: "query", name: "Stock", hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
        client: { name: "web", version: "1.2" },
        callerKind: "anonymous",
        outcome: "answered",
        milliseconds: expect.any(Number),
        cost: expect.any(Number),
        msg: "A request was served",
      },
    ]);
  });

  test("has the codes of errors, also of requests that have no operation", async () => {
    const { lines, post } = await logging({ accessLog: true });
    await post({ query: "{ nothing }" });
    await post({ query: "{" });
    await post({ query: 'query A { product(id: "p1") { title } } query B { product(id: "p1") { title } }' });
    expect(lines.map(({ outcome, codes, level }) => [outcome, codes, level])).toEqual([
      ["refused", ["GRAPHQL_VALIDATION_FAILED"], levels.info],
      ["refused", ["GRAPHQL_PARSE_FAILED"], levels.info],
      ["refused", ["OPERATION_RESOLUTION_FAILURE"], levels.info],
    ]);
  });

  test("is quiet unless it is asked for, but for faults and what was slow", async () => {
    const { lines, post } = await logging({});
    await post({ query });
    await post({ query: "{ nothing }" });
    expect(lines).toEqual([]);
    await running!.gateway.stop();

    const slow = await logging({ slowSeconds: 0.000001 });
    await slow.post({ query });
    expect(slow.lines).toMatchObject([
      { level: levels.warn, msg: "A request took long", operation: { name: "Stock" } },
    ]);
    await running!.gateway.stop();

    const failing = await logging({}, { inventory: down });
    await failing.post({ query });
    expect(failing.lines.at(-1)).toMatchObject({
      level: levels.warn,
      msg: "A request failed on our side",
      codes: ["DOWNSTREAM_UNAVAILABLE"],
    });
  });

  test("has nothing of what a request holds, wherever a secret is put", async () => {
    const { lines, post } = await logging({ accessLog: true });
    const token = await tokenOf({ sub: "secret-person", email: "secret@example.com" });
    const headers = {
      authorization: `Bearer ${token}`,
      cookie: "session=secret-cookie",
      "user-agent": "secret-agent",
      "x-forwarded-for": "203.0.113.77",
      "apollographql-client-name": "se\tcret-program",
      "apollographql-client-version": "secret version!",
      tracestate: "vendor=secret-state",
    };
    const variables = { id: "secret-variable", password: "secret-password" };
    await post({ query: `query Find($id: ID!) { product(id: $id) { title } }`, variables }, headers);
    await post({ query: `{ product(id: "secret-literal") { secretAlias: title } }` }, headers);
    await post({ query: `{ secretField }`, extensions: { persistedQuery: "secret-extension" } }, headers);
    await post({ query: `mutation { note(text: "secret-text") }` }, headers);
    await post(
      { query: `query Find($id: ID!) { product(id: $id) { title } }`, variables: { id: { secret: 1 } } },
      headers,
    );
    await post({ query, operationName: "secretName" }, headers);
    await post("{ secret", headers);
    await post({ query }, { ...headers, authorization: "Bearer secret-token" });
    expect(lines.length).toBeGreaterThan(5);
    const text = JSON.stringify(lines);
    expect(text).not.toMatch(/secret/i);
    expect(text).not.toContain(token.split(".")[1]);
    expect(text).not.toContain("203.0.113.77");
  });
});
