import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { listening, type Running, tokenOf } from "./kit/gateway.ts";
import { subgraph } from "./kit/graph.ts";
import { RawSocket } from "./kit/rawSocket.ts";

/** A subgraph whose answers come when the test says so. */
function theatre() {
  const waiting: (() => void)[] = [];
  const asked = { emitter: new EventTarget() };
  const events = new Set<(act: number | undefined) => void>();
  let ended = 0;
  const source = subgraph("theatre", `type Query { slow: Int quick: Int } type Subscription { acts: Int! }`, {
    resolvers: {
      Query: {
        quick: () => 1,
        slow: () =>
          new Promise((resolve) => {
            waiting.push(() => resolve(1));
            asked.emitter.dispatchEvent(new Event("asked"));
          }),
      },
      Subscription: {
        acts: {
          subscribe() {
            let give: ((act: number | undefined) => void) | undefined;
            const queue: (number | undefined)[] = [];
            const push = (act: number | undefined) => (give ? give(act) : queue.push(act));
            events.add(push);
            asked.emitter.dispatchEvent(new Event("asked"));
            return {
              next: () =>
                new Promise((resolve) => {
                  give = (act) => {
                    give = undefined;
                    resolve(
                      act === undefined ? { done: true, value: undefined } : { done: false, value: { acts: act } },
                    );
                  };
                  if (queue.length > 0) give(queue.shift());
                }),
              return: async () => {
                ended += 1;
                events.delete(push);
                asked.emitter.dispatchEvent(new Event("ended"));
                return { done: true, value: undefined };
              },
              [Symbol.asyncIterator]() {
                return this;
              },
            };
          },
        },
      },
    },
  });
  return {
    source,
    tell: (act?: number) => {
      for (const push of [...events]) push(act);
    },
    answer: () => waiting.shift()?.(),
    when: (what: "asked" | "ended") => once(asked.emitter, what),
    get ended() {
      return ended;
    },
  };
}

let stage: ReturnType<typeof theatre>;
let running: Running;
beforeAll(async () => {
  stage = theatre();
  running = await listening([stage.source], {
    settings: { subscriptions: { initSeconds: 0.2, sharing: false }, limits: { subscriptions: 3 } },
  });
});
afterAll(() => running.gateway.stop());

const ready = () => new RawSocket(running).ready();

describe("a connection", () => {
  test("is acknowledged once it is initialised", async () => {
    const socket = await new RawSocket(running).open();
    socket.send({ type: "connection_init", payload: null });
    expect(await socket.next()).toEqual({ type: "connection_ack" });
    socket.socket.close();
    expect(await socket.closed).toBe(1005);
  });

  test("in another sub-protocol is closed with 4406", async () => {
    expect(await new RawSocket(running, "graphql-ws").closed).toBe(4406);
    expect(await new RawSocket(running, []).closed).toBe(4406);
    expect((await new RawSocket(running, ["graphql-ws", "graphql-transport-ws"]).ready()).socket.protocol).toBe(
      "graphql-transport-ws",
    );
  });

  test("that is not initialised in time is closed with 4408", async () => {
    expect(await new RawSocket(running).closed).toBe(4408);
  });

  test("initialised twice is closed with 4429", async () => {
    const socket = await ready();
    socket.send({ type: "connection_init" });
    expect(await socket.closed).toBe(4429);
  });

  test("that asks before it is acknowledged is closed with 4401", async () => {
    const socket = await new RawSocket(running).open();
    socket.subscribe("1", "{ quick }");
    expect(await socket.closed).toBe(4401);
  });

  test("with a bad credential is closed with 4403", async () => {
    const socket = await new RawSocket(running).open();
    socket.send({ type: "connection_init", payload: { Authorization: "Bearer nonsense" } });
    expect(await socket.closed).toBe(4403);
  });

  test("ends with 4403 when its credential runs out, before any of its operations is told so", async () => {
    const authorization = `Bearer ${await tokenOf({}, { expires: "2s" })}`;
    const socket = await new RawSocket(running).ready({ authorization });
    socket.subscribe("1", "subscription { acts }");
    expect(await socket.closed).toBe(4403);
    await expect(Promise.race([socket.next(), Promise.resolve("nothing")])).resolves.toBe("nothing");
  });

  test.each([
    "no JSON",
    "[]",
    "null",
    `{"type":"unknown"}`,
    `{"type":"connection_init","payload":5}`,
    `{"type":"ping","payload":[]}`,
    `{"type":"subscribe","payload":{"query":"{ quick }"}}`,
    `{"type":"subscribe","id":"","payload":{"query":"{ quick }"}}`,
    `{"type":"subscribe","id":1,"payload":{"query":"{ quick }"}}`,
    `{"type":"subscribe","id":"1"}`,
    `{"type":"subscribe","id":"1","payload":{}}`,
    `{"type":"subscribe","id":"1","payload":{"query":"{ quick }","variables":[]}}`,
    `{"type":"subscribe","id":"1","payload":{"query":"{ quick }","operationName":1}}`,
    `{"type":"complete"}`,
    `{"type":"next","id":"1","payload":{}}`,
  ])("that sends what the protocol does not have is closed with 4400: %s", async (text) => {
    const socket = await ready();
    socket.send(text);
    expect(await socket.closed).toBe(4400);
  });

  test("that sends too long a message is closed with 1009", async () => {
    const socket = await ready();
    socket.send("x".repeat(2_000_000));
    expect(await socket.closed).toBe(1009);
  });

  test("is answered by pong, with what the ping carried", async () => {
    const socket = await new RawSocket(running).open();
    socket.send({ type: "ping", payload: { at: 5 } });
    expect(await socket.next()).toEqual({ type: "pong", payload: { at: 5 } });
    socket.send({ type: "pong" });
    socket.send({ type: "ping" });
    expect(await socket.next()).toEqual({ type: "pong" });
    socket.socket.terminate();
  });
});

describe("an operation", () => {
  test("with a single result is told it, and then that it is complete", async () => {
    const socket = await ready();
    socket.subscribe("q", "{ quick }");
    expect(await socket.next()).toEqual({ id: "q", type: "next", payload: { data: { quick: 1 } } });
    expect(await socket.next()).toEqual({ id: "q", type: "complete" });
    socket.socket.terminate();
  });

  test("that is refused is told an error, and nothing after it", async () => {
    const socket = await ready();
    socket.subscribe("1", "{ nothing }");
    expect(await socket.next()).toMatchObject({ id: "1", type: "error", payload: [{ message: expect.any(String) }] });
    socket.subscribe("1", "{ quick }");
    expect(await socket.next()).toMatchObject({ id: "1", type: "next" });
    socket.socket.terminate();
  });

  test("does not wait for another of its connection", async () => {
    const socket = await ready();
    const asked = stage.when("asked");
    socket.subscribe("slow", "{ slow }");
    await asked;
    socket.subscribe("quick", "{ quick }");
    expect(await socket.next()).toMatchObject({ id: "quick", type: "next" });
    expect(await socket.next()).toMatchObject({ id: "quick", type: "complete" });
    stage.answer();
    expect(await socket.next()).toMatchObject({ id: "slow", type: "next", payload: { data: { slow: 1 } } });
    socket.socket.terminate();
  });

  test("whose id is taken closes the connection with 4409, however long the id is", async () => {
    for (const id of ["1", "x".repeat(500)]) {
      const socket = await ready();
      socket.subscribe(id, "subscription { acts }");
      socket.subscribe(id, "subscription { acts }");
      expect(await socket.closed).toBe(4409);
    }
  });

  test("that was completed is not heard of again, though its answer comes", async () => {
    const socket = await ready();
    const asked = stage.when("asked");
    socket.subscribe("1", "{ slow }");
    await asked;
    socket.send({ id: "1", type: "complete" });
    socket.send({ type: "ping" });
    expect(await socket.next()).toEqual({ type: "pong" });
    stage.answer();
    socket.subscribe("2", "{ quick }");
    expect(await socket.next()).toMatchObject({ id: "2", type: "next" });
    socket.socket.terminate();
  });

  test("that takes the id of one that was completed has it for itself", async () => {
    const socket = await ready();
    let asked = stage.when("asked");
    socket.subscribe("1", "subscription { acts }");
    await asked;
    const ended = stage.when("ended");
    asked = stage.when("asked");
    socket.send({ id: "1", type: "complete" });
    socket.subscribe("1", "subscription { acts }");
    await Promise.all([ended, asked]);
    stage.tell(2);
    expect(await socket.next()).toEqual({ id: "1", type: "next", payload: { data: { acts: 2 } } });
    stage.tell();
    expect(await socket.next()).toEqual({ id: "1", type: "complete" });
    socket.socket.terminate();
  });

  test("that nobody knows may be completed", async () => {
    const socket = await ready();
    socket.send({ id: "unknown", type: "complete" });
    socket.send({ type: "ping" });
    expect(await socket.next()).toEqual({ type: "pong" });
    socket.socket.terminate();
  });

  test("beyond what a connection may have is refused, and takes no place", async () => {
    const socket = await ready();
    for (const id of ["1", "2", "3", "4"]) socket.subscribe(id, "subscription { acts }");
    expect(await socket.next()).toMatchObject({
      id: "4",
      type: "error",
      payload: [{ extensions: { code: "BAD_REQUEST" } }],
    });
    socket.send({ id: "1", type: "complete" });
    socket.subscribe("4", "{ quick }");
    expect(await socket.next()).toMatchObject({ id: "4", type: "next" });
    socket.socket.terminate();
  });

  test("ends in its subgraph when the client goes, also without a word", async () => {
    const socket = await ready();
    const asked = stage.when("asked");
    socket.subscribe("1", "subscription { acts }");
    await asked;
    const ended = stage.when("ended");
    socket.socket.terminate();
    await ended;
  });
});

describe("a page of another origin", () => {
  const opens = async (origin: string) => {
    const socket = new RawSocket(running, "graphql-transport-ws", { origin });
    const outcome = await Promise.race([
      once(socket.socket, "open").then(() => 101),
      once(socket.socket, "unexpected-response").then(([, answer]) => answer.statusCode),
    ]);
    socket.socket.on("error", () => {});
    socket.socket.terminate();
    return outcome;
  };

  test("may not connect unless it might call the graph over HTTP", async () => {
    expect(await opens("https://evil.example")).toBe(403);
    expect(await opens("null")).toBe(403);
    expect(await opens("https://studio.apollographql.com")).toBe(101);
    expect(await opens(running.origin)).toBe(101);
    expect(await opens("http://localhost:3000")).toBe(101);
  });
});

describe("clients that are not there any more, or do not read", () => {
  test("are found out by a ping that they do not answer", async () => {
    const world = await listening([theatre().source], { settings: { subscriptions: { pingSeconds: 0.1 } } });
    const dead = await new RawSocket(world, undefined, { autoPong: false }).ready();
    const alive = await new RawSocket(world).ready();
    expect(await dead.closed).toBe(1006);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
    await world.gateway.stop();
  });

  test("beyond what the gateway may have are turned away", async () => {
    const world = await listening([theatre().source], { settings: { subscriptions: { connections: 1 } } });
    const first = await new RawSocket(world).ready();
    const second = new RawSocket(world);
    const [, answer] = await once(second.socket, "unexpected-response");
    expect(answer.statusCode).toBe(503);
    first.socket.terminate();
    await first.closed;
    await world.gateway.stop();
  });
});
