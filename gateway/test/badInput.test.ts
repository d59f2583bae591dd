import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { listening, type Running } from "./kit/gateway.ts";
import { people } from "./kit/people.ts";
import { catalog, inventory } from "./kit/shop.ts";

let running: Running;
beforeAll(async () => {
  running = await listening([catalog(), inventory(), people()]);
});
afterAll(() => running.gateway.stop());

describe("bad input is answered, never with a stack or a 5xx:", () => {
  const operations: [string, unknown, number][] = [
    ["no JSON", "{ nonsense", 400],
    ["an empty body", "", 400],
    ["JSON null", "null", 400],
    ["a list of operations", [{ query: "{ warehouse }" }], 400],
    ["no query", {}, 400],
    ["a query of another type", { query: 5 }, 400],
    ["a malformed query", { query: "{ warehouse " }, 400],
    ["an empty query", { query: "" }, 400],
    ["an unknown field", { query: "{ warehous }" }, 400],
    ["a hidden field", { query: '{ for(service: "x") product(id: 1) { skus } }' }, 400],
    ["a literal of the wrong type", { query: `{ products(first: "x") { id } }` }, 400],
    [
      "a variable of the wrong type",
      { query: "query($n: Int) { products(first: $n) { id } }", variables: { n: 1.5 } },
      400,
    ],
    ["a number beyond Int", { query: "query($n: Int) { products(first: $n) { id } }", variables: { n: 1e12 } }, 400],
    ["a missing variable", { query: "query($n: ID!) { product(id: $n) { id } }" }, 400],
    ["variables that are no object", { query: "{ warehouse }", variables: [1] }, 400],
    ["an unknown operation", { query: "query A { warehouse } query B { warehouse }", operationName: "C" }, 400],
    ["no choice among operations", { query: "query A { warehouse } query B { warehouse }" }, 400],
    ["a fragment that spreads itself", { query: "{ ...A } fragment A on Query { ...A }" }, 400],
    ["very deep nesting", { query: `${"{ a ".repeat(2400)}${"}".repeat(2400)}` }, 400],
    ["very deep lists", { query: `{ echo(wish: ${"[".repeat(4000)}) }` }, 400],
    ["a very long query", { query: `{ ${"warehouse ".repeat(20_000)} }` }, 400],
    [
      "deep variables",
      `{"query":"query($n: Wish) { echo(wish: $n) }","variables":{"n":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
      400,
    ],
    [
      "variables that nest without an end",
      `{"query":"query($n: Wish) { echo(wish: $n) }","variables":{"n":${'{"and":'.repeat(3_000)}null${"}".repeat(3_000)}}}`,
      400,
    ],
    ["a label of @defer in a variable", { query: "query($n: String) { ... @defer(label: $n) { warehouse } }" }, 400],
    [
      "a label of several @defer",
      { query: `{ ...@defer(label: "a") { a: warehouse } ...@defer(label: "a") { warehouse } }` },
      400,
    ],
    ["prototype tricks", `{"query":"{ warehouse }","variables":{"__proto__":{"a":1}}}`, 400],
    ["a huge body", JSON.stringify({ query: "{ warehouse }", variables: { text: "x".repeat(2_000_000) } }), 413],
  ];
  test.each(operations)("%s", async (_name, body, expected) => {
    const answer = await running.post(body);
    expect(answer.status).toBe(expected);
    expect(typeof answer.body.errors[0].message).toBe("string");
    expect(typeof answer.body.errors[0].extensions.code).toBe("string");
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:|\.js:|Did you mean|call stack/);
  });

  test("texts of all kinds come through unharmed", async () => {
    for (const text of [
      "🦊 emoji",
      "مرحبا",
      "<script>alert(1)</script>",
      "'; DROP TABLE x; --",
      "\u202e\ufeff",
      "a\\u0000",
    ]) {
      const { body } = await running.post({ query: "query($t: String) { repeat(text: $t) }", variables: { t: text } });
      expect(body).toEqual({ data: { repeat: text } });
    }
    const nul = await running.post({ query: "query($t: String) { repeat(text: $t) }", variables: { t: "a\u0000b" } });
    expect([nul.status, nul.body.errors[0].extensions.code]).toEqual([200, "BAD_USER_INPUT"]);
  });

  test("other methods and paths", async () => {
    const put = await fetch(running.url, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: `{"query":"{ warehouse }"}`,
    });
    expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, POST"]);
    await put.body?.cancel();
    const elsewhere = await fetch(`${running.origin}/nowhere/../../etc/passwd`);
    expect([elsewhere.status, await elsewhere.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: "NOT_FOUND" } }] },
    ]);
  });

  test("a Host header of nonsense", async () => {
    const body = `{"query":"{ warehouse }"}`;
    const answer = await raw(
      `POST /graphql HTTP/1.1\r\nHost: a b:::\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
  });

  test("no HTTP at all", async () => {
    expect(await raw("NONSENSE\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /);
  });
});

async function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(running.origin);
  const socket = connect(Number(port), hostname);
  socket.write(text);
  let answer = "";
  for await (const chunk of socket) answer += chunk;
  return answer;
}
