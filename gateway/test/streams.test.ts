import { afterAll, beforeAll, expect, test } from "@jest/globals";
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

test("a token that runs out ends its stream, and says why", async () => {
  const authorization = `Bearer ${await tokenOf({}, { expires: "1s" })}`;
  const answer = await ask("subscription { ticks }", "text/event-stream", { authorization });
  const text = await answer.text();
  expect(text).toContain("UNAUTHENTICATED");
  expect(text.endsWith("event: complete\ndata: \n\n")).toBe(true);
});
