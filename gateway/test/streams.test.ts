import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-sse";
import { listening, type Running, tokenOf } from "./kit/gateway.ts";
import { people } from "./kit/people.ts";
import { catalog, inventory } from "./kit/shop.ts";

let running: Running;
beforeAll(async () => {
  running = await listening([catalog(), inventory(), people()]);
});
afterAll(() => running.gateway.stop());

const changes = `subscription { changed(ids: ["p1", "p2"]) { sequence product { title stock { total } } } }`;
const events = [
  { data: { changed: { sequence: 1, product: { title: "Lamp", stock: { total: 2 } } } } },
  { data: { changed: { sequence: 2, product: { title: "Chair", stock: null } } } },
];

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = [];
  for await (const value of values) list.push(value);
  return list;
}

async function ask(query: string, accept: string, headers: Record<string, string> = {}) {
  return fetch(running.url, {
    method: "POST",
    headers: { "content-type": "application/json", accept, ...headers },
    body: JSON.stringify({ query }),
  });
}

test("an event stream carries each event, completed from other subgraphs, and says when it is complete", async () => {
  const answer = await ask(changes, "text/event-stream");
  expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const blocks = (await answer.text()).split("\n\n").filter((block) => block !== "" && block !== ":");
  expect(blocks.map((block) => block.split("\n")[0])).toEqual(["event: next", "event: next", "event: complete"]);
  const data = blocks.slice(0, 2).map((block) => JSON.parse(block.split("\ndata: ")[1]!));
  expect(data).toMatchObject(events);
});

test("what is wrong with a document is told in the event stream that was asked for", async () => {
  const answer = await ask("{ nothing }", "text/event-stream");
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(text).toContain("event: next\ndata: ");
  expect(text).toContain("GRAPHQL_VALIDATION_FAILED");
  expect(text).toContain("event: complete\ndata: \n\n");
});

test("multipart carries each event in a part of its own", async () => {
  const answer = await ask(changes, `multipart/mixed;subscriptionSpec=1.0, application/json`);
  expect(answer.headers.get("content-type")).toBe(`multipart/mixed;boundary="graphql";subscriptionSpec=1.0`);
  const text = await answer.text();
  expect(text.startsWith("\r\n--graphql")).toBe(true);
  expect(text.endsWith("\r\n--graphql--\r\n")).toBe(true);
  const parts = text
    .split("--graphql")
    .slice(1, -1)
    .map((part) => JSON.parse(part.split("\r\n\r\n")[1]!));
  expect(parts.map(({ payload }) => payload)).toMatchObject(events);
});

describe("@defer", () => {
  const query = `{ product(id: "p1") { title ... @defer(label: "stock") { stock { total } } } }`;

  test("comes in parts for who takes them", async () => {
    const answer = await ask(query, "multipart/mixed;deferSpec=20220824, application/json");
    expect(answer.headers.get("content-type")).toBe(`multipart/mixed;boundary="-";deferSpec=20220824`);
    const parts = (await answer.text())
      .split("\r\n---")
      .slice(1, -1)
      .map((part) => JSON.parse(part.split("\r\n\r\n")[1]!));
    expect(parts).toEqual([
      { data: { product: { title: "Lamp" } }, hasNext: true },
      { incremental: [{ label: "stock", path: ["product"], data: { stock: { total: 2 } } }], hasNext: false },
    ]);
  });

  test("comes at once for who does not", async () => {
    const answer = await ask(query, "application/json");
    expect(await answer.json()).toEqual({ data: { product: { title: "Lamp", stock: { total: 2 } } } });
  });
});

test("a token that runs out ends its stream, and says why", async () => {
  const authorization = `Bearer ${await tokenOf({}, { expires: "1s" })}`;
  const answer = await ask("subscription { ticks }", "text/event-stream", { authorization });
  const text = await answer.text();
  expect(text).toContain("UNAUTHENTICATED");
  expect(text.endsWith("event: complete\ndata: \n\n")).toBe(true);
});

describe("over one reserved event stream", () => {
  const reserve = async () => (await fetch(`${running.url}/stream`, { method: "PUT" })).text();
  const client = () =>
    createClient({ url: `${running.url}/stream`, singleConnection: true, retryAttempts: 0, fetchFn: fetch });

  test("several operations get their results, each under its own id", async () => {
    const sse = client();
    const results = (query: string) => all(sse.iterate({ query }));
    const [changed, warehouse] = await Promise.all([results(changes), results("{ warehouse }")]);
    expect(changed).toMatchObject(events);
    expect(warehouse).toEqual([{ data: { warehouse: "North" } }]);
    sse.dispose();
  });

  test("an operation ends when it is told to, and others go on", async () => {
    const sse = client();
    const ticks = sse.iterate({ query: "subscription { ticks }" });
    await ticks.next();
    await ticks.return?.();
    expect(await all(sse.iterate({ query: changes }))).toHaveLength(2);
    sse.dispose();
  });

  test("a token is the right to a stream, and to one connection", async () => {
    const connect = (token: string) =>
      fetch(`${running.url}/stream?token=${token}`, { headers: { accept: "text/event-stream" } });
    expect((await connect("unknown")).status).toBe(404);
    const token = await reserve();
    const open = await connect(token);
    expect(open.status).toBe(200);
    expect((await connect(token)).status).toBe(409);
    await open.body?.cancel();
  });

  test("an operation that is refused is told by its own request", async () => {
    const token = await reserve();
    const send = (body: object) =>
      fetch(`${running.url}/stream`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-graphql-event-stream-token": token },
        body: JSON.stringify(body),
      });
    expect((await send({ query: "{ nothing }", extensions: { operationId: "1" } })).status).toBe(400);
    expect((await send({ query: "{ warehouse }" })).status).toBe(400);
    expect((await send({ query: "{ warehouse }", extensions: { operationId: "1" } })).status).toBe(202);
    expect((await send({ query: "{ warehouse }", extensions: { operationId: "1" } })).status).toBe(409);
  });
});

test("a server that stops ends its streams without calling them complete", async () => {
  const ending = await listening([people()]);
  const answer = await fetch(ending.url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query: "subscription { ticks }" }),
  });
  const reader = answer.body!.getReader();
  await reader.read();
  await ending.gateway.stop();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read())
    rest += new TextDecoder().decode(part.value);
  expect(rest).not.toContain("complete");
});
