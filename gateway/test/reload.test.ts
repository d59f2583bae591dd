import { describe, expect, test } from "@jest/globals";
import { listening } from "./kit/gateway.ts";
import { subgraph, supergraphOf } from "./kit/graph.ts";
import { RawSocket } from "./kit/rawSocket.ts";

/** News that are told when the test says so, to all who listen. */
function newsroom(sdl: string) {
  const listeners = new Set<(news: string) => void>();
  const graph = subgraph("news", sdl, {
    resolvers: {
      Subscription: {
        news: {
          async *subscribe() {
            for (;;) {
              yield {
                news: await new Promise<string>((resolve) => {
                  const tell = (news: string) => {
                    listeners.delete(tell);
                    resolve(news);
                  };
                  listeners.add(tell);
                }),
              };
            }
          },
        },
      },
    },
  });
  return {
    graph,
    /** Tells all who listen, once somebody does. */
    async tell(news: string) {
      while (listeners.size === 0) await new Promise((resolve) => setImmediate(resolve));
      for (const listener of [...listeners]) listener(news);
    },
  };
}

describe("a new supergraph", () => {
  test("leaves subscriptions as they are, and is what is asked from then on", async () => {
    const news = newsroom("type Query { a: Int } type Subscription { news(after: Int): String }");
    const running = await listening([news.graph]);
    const socket = await new RawSocket(running).ready();
    socket.subscribe("1", "subscription { news }");
    const stream = await fetch(running.url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ query: "subscription { news }" }),
    });
    const reader = stream.body!.getReader();
    const read = async (what: string) => {
      for (let text = ""; !text.includes(what); ) text += new TextDecoder().decode((await reader.read()).value);
    };
    await news.tell("before");
    expect(await socket.next()).toMatchObject({ payload: { data: { news: "before" } } });

    const next = subgraph("news", "type Query { a: Int b: Int } type Subscription { news(after: Int): String }", {
      resolvers: { Subscription: { news: { subscribe: async function* () {} } } },
    });
    await running.gateway.replaceSupergraph(supergraphOf([next]));
    await news.tell("after");
    expect(await socket.next()).toEqual({ id: "1", type: "next", payload: { data: { news: "after" } } });
    await read("after");

    socket.subscribe("2", "{ b }");
    expect((await socket.nextOf("2")).type).toBe("next");
    socket.socket.terminate();
    await reader.cancel();
    await running.gateway.stop();
  });
});
