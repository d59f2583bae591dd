import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { listening, type Running } from "./kit/gateway.ts";
import { subgraph } from "./kit/graph.ts";
import { RawSocket } from "./kit/rawSocket.ts";

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const eventBytes = 64 * 1024;
/** What the kernel's buffers at both ends hold at most, and some more. */
const mostTaken = 400;

/** A subgraph that tells large events as fast as they are taken. */
function flood() {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const source = {
    told: 0,
    ended,
    graph: subgraph("flood", `type Query { a: Int } type Subscription { flood(after: Int): String }`, {
      resolvers: {
        Subscription: {
          flood: {
            async *subscribe() {
              try {
                for (;;) {
                  source.told += 1;
                  yield { flood: "x".repeat(eventBytes) };
                }
              } finally {
                resolve();
              }
            },
          },
        },
      },
    }),
  };
  return source;
}

async function started(source: ReturnType<typeof flood>, subscriptions: object): Promise<Running> {
  const running = await listening([source.graph], { settings: { subscriptions } });
  ends.push(() => running.gateway.stop());
  return running;
}

describe("a client that does not read", () => {
  test("holds back its own stream over WebSocket, and is let go of", async () => {
    const source = flood();
    const running = await started(source, { pingSeconds: 0.3 });
    const socket = await new RawSocket(running).ready();
    socket.subscribe("1", "subscription { flood }");
    socket.socket.pause();
    await source.ended;
    expect(source.told).toBeLessThan(mostTaken);
    socket.socket.terminate();
  });

  test.each(["text/event-stream", "multipart/mixed;subscriptionSpec=1.0, application/json"])(
    "holds back its own stream in %s, and is let go of",
    async (accept) => {
      const source = flood();
      const running = await started(source, { stalledSeconds: 0.5 });
      const { hostname, port, pathname, host } = new URL(running.url);
      const socket = connect(Number(port), hostname);
      ends.push(() => void socket.destroy());
      socket.on("error", () => {});
      const body = JSON.stringify({ query: "subscription { flood }" });
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\naccept: ${accept}\r\n` +
          `content-length: ${body.length}\r\n\r\n${body}`,
      );
      socket.pause();
      await source.ended;
      expect(source.told).toBeLessThan(mostTaken);
    },
  );

  test("but goes on asking is not read any more", async () => {
    const source = flood();
    const running = await started(source, { pingSeconds: 0.3, bufferedBytes: 100_000 });
    const socket = await new RawSocket(running).ready();
    socket.socket.pause();
    const ping = JSON.stringify({ type: "ping", payload: { text: "x".repeat(10_000) } });
    const most = 5_000;
    let left = 0;
    for (let sent = 0; sent < most; sent++) {
      socket.socket.send(ping, (error) => {
        if (!error) left += 1;
      });
    }
    // The gateway gives up with most of it unread: what was never read has never taken memory.
    const wire = (socket.socket as unknown as { readonly _socket: NodeJS.EventEmitter })._socket;
    await new Promise((resolve) => wire.once("close", resolve));
    expect(left).toBeLessThan(most - 500);
    socket.socket.terminate();
  });
});

describe("of those who share a subscription, one that does not read", () => {
  test("loses it once it is too far behind, and the others miss nothing", async () => {
    const listeners = new Set<(text: string) => void>();
    const heard = new EventTarget();
    const graph = subgraph("news", `type Query { a: Int } type Subscription { news: String }`, {
      resolvers: {
        Subscription: {
          news: {
            async *subscribe() {
              const queue: string[] = [];
              let wake = () => {};
              listeners.add((text) => {
                queue.push(text);
                wake();
              });
              heard.dispatchEvent(new Event("heard"));
              for (;;) {
                while (queue.length > 0) yield { news: queue.shift() };
                await new Promise<void>((resolve) => {
                  wake = resolve;
                });
              }
            },
          },
        },
      },
    });
    const running = await listening([graph], { settings: { subscriptions: { queuedEvents: 10 } } });
    ends.push(() => running.gateway.stop());
    const [slow, quick] = [await new RawSocket(running).ready(), await new RawSocket(running).ready()];
    const listening1 = once(heard, "heard");
    for (const socket of [slow, quick]) socket.subscribe("1", "subscription { news }");
    await listening1;
    // Both have joined once both are answered.
    for (const socket of [slow, quick]) {
      socket.send({ type: "ping" });
      expect(await socket.next()).toEqual({ type: "pong" });
    }
    slow.socket.pause();
    const text = "x".repeat(eventBytes);
    for (let told = 0; told < mostTaken; told++) {
      for (const tell of listeners) tell(`${told} ${text}`);
      const { payload } = await quick.nextOf("1");
      expect(payload.data.news.split(" ")[0]).toBe(String(told));
    }
    expect(listeners.size).toBe(1);
    slow.socket.resume();
    let last = await slow.nextOf("1");
    let taken = 0;
    for (; last.type === "next"; last = await slow.nextOf("1")) taken += 1;
    expect(last).toMatchObject({ type: "error", payload: [{ extensions: { code: "DOWNSTREAM_UNAVAILABLE" } }] });
    expect(taken).toBeLessThan(mostTaken);
    for (const socket of [slow, quick]) socket.socket.terminate();
  });
});
