import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listen } from "@angidi/subgraph";
import { afterEach, expect, test } from "@jest/globals";
import { composeSupergraph } from "../src/supergraph/compose.ts";
import { signingKey, silent, subgraph } from "./kit/graph.ts";
import { RawSocket } from "./kit/rawSocket.ts";

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** What happens is numbered and kept, so that a subscription can be resumed; a mutation answers when the test says so. */
function chronicle() {
  const happened: number[] = [];
  const news = new EventTarget();
  const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>();
  const { promise: answer, resolve: release } = Promise.withResolvers<void>();
  const graph = subgraph(
    "chronicle",
    `type Query { a: Int } type Mutation { slow: Int } type Subscription { events(after: Int = 0): Int! }`,
    {
      resolvers: {
        Mutation: {
          async slow() {
            onAsked();
            await answer;
            return 1;
          },
        },
        Subscription: {
          events: {
            async *subscribe(_: unknown, { after }: { after: number }) {
              for (let next = after + 1; ; next++) {
                while (happened.length < next) await once(news, "happened");
                yield { events: next };
              }
            },
          },
        },
      },
    },
  );
  const happen = () => {
    happened.push(happened.length + 1);
    news.dispatchEvent(new Event("happened"));
  };
  return { graph, happen, asked, release };
}

async function gatewayProcess(supergraph: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const folder = mkdtempSync(join(tmpdir(), "gateway-"));
  writeFileSync(join(folder, "supergraph.graphql"), supergraph);
  writeFileSync(join(folder, "gateway.json"), JSON.stringify({ signing: { key: signingKey } }));
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  const files = ["--supergraph", join(folder, "supergraph.graphql"), "--config", join(folder, "gateway.json")];
  const child = spawn(process.execPath, [main, ...files, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  ends.push(() => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.once("exit", () => reject(new Error(output)));
    child.stdout.on("data", (chunk) => {
      output += chunk;
      const found = /http:\/\/[^\s"]+/.exec(output)?.[0];
      if (found) resolve(found);
    });
  });
  return { url, child };
}

test("a gateway told to stop answers what it was asked, resets nobody, and its clients go on elsewhere", async () => {
  const { graph, happen, asked, release } = chronicle();
  const server = await listen(graph, { port: 0, host: "127.0.0.1", log: silent });
  ends.push(() => server.close());
  const supergraph = composeSupergraph([{ name: graph.name, sdl: graph.sdl, url: server.url }]);
  const [old, other] = await Promise.all([gatewayProcess(supergraph), gatewayProcess(supergraph)]);

  const socket = await new RawSocket(old).ready();
  socket.subscribe("events", "subscription { events }");
  const streamed = (accept: string) =>
    fetch(old.url, {
      method: "POST",
      headers: { "content-type": "application/json", accept },
      body: JSON.stringify({ query: "subscription { events }" }),
    });
  const eventStream = await streamed("text/event-stream");
  const multipart = await streamed("multipart/mixed;subscriptionSpec=1.0");
  happen();
  happen();
  expect((await socket.next()).payload.data.events).toBe(1);
  expect((await socket.next()).payload.data.events).toBe(2);
  socket.subscribe("slow", "mutation { slow }");
  await asked;

  const exited = once(old.child, "exit");
  old.child.kill("SIGTERM");
  // Streams are over, in order: neither read fails.
  const [events, parts] = await Promise.all([eventStream.text(), multipart.text()]);
  expect(events).toContain("event: next");
  expect(events).not.toContain("complete");
  expect(parts).toMatch(/"payload":null,"errors":\[.*--graphql--\r\n$/s);
  await expect(fetch(old.url)).rejects.toThrow();
  happen();
  release();
  let seen = 2;
  for (let message = await socket.next(); message.id !== "slow"; message = await socket.next()) {
    seen += 1;
    expect(message.payload.data.events).toBe(seen);
  }
  expect(await socket.closed).toBe(1001);
  expect(await exited).toEqual([0, null]);

  const resumed = await new RawSocket(other).ready();
  resumed.subscribe("1", "subscription($after: Int) { events(after: $after) }", { after: seen });
  happen();
  for (let next = seen + 1; next <= 4; next++) expect((await resumed.next()).payload.data.events).toBe(next);
  resumed.socket.terminate();
});
