/**
 * The bound: a proxy that knows nothing of GraphQL. It sends the requests to subgraphs that were recorded of a gateway,
 * wave by wave, parses their answers, and gives an answer that was made beforehand.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";
import type { Waves } from "./subgraphs/recorder.ts";
import { aroundTags, tagIn, untagged } from "./tags.ts";

/** What the proxy knows of one request that clients send. */
export interface Recording {
  /** With the first tag. */
  readonly body: string;
  readonly waves: Waves;
  readonly answer: string;
}

export interface Recordings {
  readonly urls: Readonly<Record<string, string>>;
  readonly recordings: readonly Recording[];
}

interface Replay {
  readonly waves: readonly (readonly { readonly pool: Pool; readonly around: readonly string[] }[])[];
  readonly answer: Buffer;
}

/** As many connections to a subgraph as angidi opens at most. */
const connections = 64;
const headers = { "content-type": "application/json", accept: "application/json" };

const { urls, recordings } = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as Recordings;
const pools = new Map(
  Object.entries(urls).map(([name, url]) => [name, new Pool(new URL(url).origin, { connections })]),
);
const replays = new Map<string, Replay>(
  recordings.map(({ body, waves, answer }) => [
    body,
    {
      waves: waves.map((wave) =>
        wave.map((fetch) => ({ pool: pools.get(fetch.subgraph)!, around: aroundTags(fetch.body) })),
      ),
      answer: Buffer.from(answer),
    },
  ]),
);

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const replay = replays.get(untagged(body));
  if (!replay) return response.writeHead(400).end();

  const tag = tagIn(body);
  for (const wave of replay.waves) await Promise.all(wave.map(({ pool, around }) => fetched(pool, around.join(tag))));
  const head = { "content-type": "application/json", "content-length": replay.answer.length };
  return response.writeHead(200, head).end(replay.answer);
});

function fetched(pool: Pool, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pool.dispatch(
      { method: "POST", path: "/graphql", headers, body },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData: (_, chunk) => void chunks.push(chunk),
        onResponseEnd: () => resolve(JSON.parse((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString())),
        onResponseError: (_, error) => reject(error),
      },
    );
  });
}

process.once("SIGTERM", () => process.exit());
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`);
});
