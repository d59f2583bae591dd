import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { listening, type Running, tokenOf } from "./kit/gateway.ts";
import { people } from "./kit/people.ts";
import { catalog, inventory } from "./kit/shop.ts";

let running: Running;
beforeAll(async () => {
  running = await listening([catalog(), inventory(), people()], {
    settings: { limits: { subscriptions: 2, depth: 5 } },
  });
});
afterAll(() => running.gateway.stop());

const address = ({ url }: Running) => url.replace("http", "ws");

function clientOf(to: Running, connectionParams: Record<string, unknown> = {}) {
  return createClient({ url: address(to), webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
}

async function listenTo(query: string, connectionParams?: Record<string, unknown>): Promise<unknown[]> {
  const client = clientOf(running, connectionParams);
  const results: unknown[] = [];
  try {
    for await (const result of client.iterate({ query })) results.push(result);
  } finally {
    await client.dispose();
  }
  return results;
}

describe("over WebSocket", () => {
  test("a subscription streams its events and completes", async () => {
    const query = `subscription { changed(ids: ["p1", "p3"]) { sequence product { name: title stock { total } } } }`;
    expect(await listenTo(query)).toEqual([
      { data: { changed: { sequence: 1, product: { name: "Lamp", stock: { total: 2 } } } } },
      { data: { changed: { sequence: 2, product: { name: "Table", stock: { total: 2 } } } } },
    ]);
  });

  test("queries and mutations are answered too", async () => {
    expect(await listenTo(`{ product(id: "p1") { title } }`)).toEqual([{ data: { product: { title: "Lamp" } } }]);
    expect(await listenTo(`mutation { note(text: "x") }`)).toEqual([{ data: { note: "x" } }]);
  });

  test("the access token of the connection says who listens", async () => {
    const [event] = (await listenTo(`subscription { mine }`, { authorization: `Bearer ${await tokenOf()}` })) as [
      { data: { mine: string } },
    ];
    expect(JSON.parse(event.data.mine)).toMatchObject({ kind: "user", userId: "ada" });
    await expect(listenTo(`subscription { mine }`)).rejects.toMatchObject([
      { path: ["mine"], extensions: { code: "UNAUTHENTICATED" } },
    ]);
  });

  test("a bad access token closes the connection with 4403", async () => {
    for (const authorization of [
      `Bearer ${await tokenOf({}, { expires: "-1m" })}`,
      `Bearer ${(await tokenOf()).slice(0, -4)}AAAA`,
      "nonsense",
      5,
    ]) {
      await expect(listenTo(`{ warehouse }`, { authorization })).rejects.toMatchObject({ code: 4403 });
    }
  });

  test("an operation that is wrong is told so, with the limits of HTTP", async () => {
    for (const [query, code] of [
      ["{ warehous }", "GRAPHQL_VALIDATION_FAILED"],
      ["{ chain { next { next { next { next { id } } } } } }", "GRAPHQL_VALIDATION_FAILED"],
      ["{ warehouse", "GRAPHQL_PARSE_FAILED"],
      [`{ ${"warehouse ".repeat(10_000)} }`, "GRAPHQL_PARSE_FAILED"],
      ["query A { warehouse } query B { warehouse }", "OPERATION_RESOLUTION_FAILURE"],
      ["query($n: Int!) { products(first: $n) { id } }", "BAD_USER_INPUT"],
    ]) {
      await expect(listenTo(query!)).rejects.toMatchObject([{ extensions: { code } }]);
    }
  });

  test("more operations at a time than a connection may have are refused", async () => {
    const client = clientOf(running);
    const streams = [1, 2, 3].map(() => client.iterate({ query: `subscription { ticks }` }));
    const firsts = await Promise.allSettled(streams.map((stream) => stream.next()));
    expect(firsts.map(({ status }) => status).sort()).toEqual(["fulfilled", "fulfilled", "rejected"]);
    await client.dispose();
  });

  test("nonsense closes the connection, and the server lives on", async () => {
    for (const text of ["nonsense", "{}", `{"type":"subscribe"}`, "x".repeat(2_000_000)]) {
      const socket = new WebSocket(address(running), "graphql-transport-ws");
      const closed = new Promise<number>((resolve) => socket.once("close", resolve));
      socket.once("error", () => {});
      socket.once("open", () => socket.send(text));
      expect([4400, 4401, 1009, 4500]).toContain(await closed);
    }
    expect((await running.post({ query: "{ warehouse }" })).status).toBe(200);
  });

  test("another path has none", async () => {
    const socket = new WebSocket(`${address(running)}/other`, "graphql-transport-ws");
    const error = await new Promise<Error>((resolve) => socket.once("error", resolve));
    expect(error.message).toContain("404");
  });
});

test("clients are told when the server goes away", async () => {
  const ending = await listening([people()]);
  const client = clientOf(ending);
  const stream = client.iterate({ query: `subscription { ticks }` });
  await stream.next();
  const closed = new Promise<unknown>((resolve) => client.on("closed", resolve));
  const began = performance.now();
  await ending.gateway.stop();
  expect(await closed).toMatchObject({ code: 1001 });
  expect(performance.now() - began).toBeLessThan(2_000);
  await Promise.resolve(client.dispose()).catch(() => {});
});
