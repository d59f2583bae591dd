/**
 * What idle subscribers cost a gateway, and how long it takes to tell all of them one event. The gateway, the subgraphs
 * and the clients are a process each.
 *
 *     node deploy/local/start.mjs bench/src/subscribers.ts [how many]
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type ClientRequest, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { request } from "undici";
import { WebSocket } from "ws";
import { residentBytes } from "./processes.ts";
import { subscribersSigningKey } from "./subscribersKey.ts";

const settleMilliseconds = 5_000;
const openedAtATime = 100;
const mebibyte = 1024 * 1024;

const subscribers = Number(process.argv[2] ?? 5_000);
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Ends a client's connection. */
type Close = () => void;
/** Opens one that calls back for each event; resolves when the server has taken it. */
type Open = (url: string, query: string, onEvent: () => void) => Promise<Close>;

const openWebSocket: Open = async (url, query, onEvent) => {
  const socket = new WebSocket(url.replace("http", "ws"), "graphql-transport-ws", { perMessageDeflate: false });
  await once(socket, "open");
  socket.send(`{"type":"connection_init"}`);
  await once(socket, "message");
  socket.on("message", onEvent);
  socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query } }));
  return () => socket.terminate();
};

const openEventStream: Open = async (url, query, onEvent) => {
  const sent: ClientRequest = httpRequest(url, {
    method: "POST",
    agent: false,
    headers: { "content-type": "application/json", accept: "text/event-stream" },
  });
  sent.end(JSON.stringify({ query }));
  const [response] = await once(sent, "response");
  response.on("data", (data: Buffer) => {
    if (data.includes("event: next")) onEvent();
  });
  response.on("error", () => {});
  return () => sent.destroy();
};

const scenarios: readonly { readonly name: string; readonly open: Open; readonly query: string }[] = [
  { name: "WebSocket, shared", open: openWebSocket, query: "subscription { price { amount product { name } } }" },
  { name: "WebSocket, each its own", open: openWebSocket, query: "subscription { own { amount product { name } } }" },
  { name: "event stream, shared", open: openEventStream, query: "subscription { price { amount product { name } } }" },
];

const children: ChildProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), "subscribers-"));
process.once("exit", () => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

const subgraphs = fork(file("subscribersSubgraph.ts"), { execArgv: [] });
children.push(subgraphs);
const [supergraph] = await once(subgraphs, "message");
writeFileSync(join(folder, "supergraph.graphql"), supergraph as string);
writeFileSync(join(folder, "gateway.json"), JSON.stringify({ signing: { key: subscribersSigningKey } }));

process.stdout.write(`${subscribers} subscribers\n\n`);
process.stdout.write("scenario                    idle MiB   with all   KiB each   after event   all told   calls\n");
for (const { name, open, query } of scenarios) {
  const { url, child } = await startGateway();
  const idle = residentBytes(child.pid!);
  let told = 0;
  let everybody = Promise.withResolvers<number>();
  const onEvent = () => {
    told += 1;
    if (told === subscribers) everybody.resolve(performance.now());
  };
  const closes: Close[] = [];
  while (closes.length < subscribers) {
    const most = Math.min(openedAtATime, subscribers - closes.length);
    closes.push(...(await Promise.all(Array.from({ length: most }, () => open(url, query, onEvent)))));
  }
  await wait(settleMilliseconds);
  const held = residentBytes(child.pid!);
  const times: number[] = [];
  let calls = 0;
  for (let round = 1; round <= 3; round++) {
    told = 0;
    everybody = Promise.withResolvers();
    const before = await ask(url, "{ asked }");
    const began = performance.now();
    await ask(url, `mutation { tell(amount: ${round}) }`);
    times.push((await everybody.promise) - began);
    calls = ((await ask(url, "{ asked }")) as { asked: number }).asked - (before as { asked: number }).asked;
  }
  const after = residentBytes(child.pid!);
  const cells = [
    name.padEnd(26),
    (idle / mebibyte).toFixed(0).padStart(8),
    (held / mebibyte).toFixed(0).padStart(10),
    ((held - idle) / 1024 / subscribers).toFixed(1).padStart(10),
    (after / mebibyte).toFixed(0).padStart(13),
    `${Math.min(...times).toFixed(0)} ms`.padStart(10),
    String(calls).padStart(7),
  ];
  process.stdout.write(`${cells.join(" ")}\n`);
  for (const close of closes) close();
  child.kill();
  await once(child, "close");
}
process.exit();

async function ask(url: string, query: string): Promise<unknown> {
  const { body } = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await body.json()) as { data?: unknown; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function startGateway(): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(
    process.execPath,
    [
      file("../../gateway/src/main.ts"),
      ...["--supergraph", join(folder, "supergraph.graphql"), "--config", join(folder, "gateway.json"), "--port", "0"],
    ],
    { env: { NODE_ENV: "production" }, stdio: ["ignore", "pipe", "inherit"] },
  );
  children.push(child);
  let output = "";
  for await (const chunk of child.stdout!) {
    output += chunk;
    const url = /http:\/\/[^\s"]+/.exec(output)?.[0];
    if (!url) continue;
    child.stdout!.resume();
    // The first of a kind costs what all share.
    await ask(url, "{ asked opened }");
    return { url, child };
  }
  throw new Error(`The gateway does not listen\n${output}`);
}
