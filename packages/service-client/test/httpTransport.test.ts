import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SubgraphRequest } from "@angidi/subgraph";
import { afterEach, describe, expect, test } from "@jest/globals";
import { GraphQLError } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { type HttpTransportOptions, httpTransport } from "../src/httpTransport.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server that answers each request so, and the transport to it. */
async function reached(
  respond: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  { path = "/graphql", user = "", ...options }: { path?: string; user?: string } & Partial<HttpTransportOptions> = {},
) {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    respond(request, response, body);
  });
  const port = await listen(server);
  const transport = httpTransport({ url: `http://${user}127.0.0.1:${port}${path}`, ...options });
  closing.push(() => transport.close());
  return transport;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const request = (given: Partial<SubgraphRequest> = {}): SubgraphRequest => ({
  query: "{ a }",
  headers: { "x-request-id": "r1" },
  signal: new AbortController().signal,
  ...given,
});

const answering = (status: number, text: string) => (_: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(status, { "content-type": "application/json" }).end(text);

describe("a call over HTTP", () => {
  test("sends the text that it is given, to the whole address, with the address's credentials", async () => {
    const seen: unknown[] = [];
    const transport = await reached(
      ({ method, url, headers }, response, body) => {
        seen.push(method, url, headers.authorization, headers["x-request-id"], headers["content-type"], body);
        response.end(`{"data":{"a":1}}`);
      },
      { path: "/graph?tenant=a", user: "ada:s%3Acret@" },
    );
    expect(await transport.execute(request({ body: `{"query":"{ a }"}` }))).toEqual({ data: { a: 1 } });
    const basic = `Basic ${Buffer.from("ada:s:cret").toString("base64")}`;
    expect(seen).toEqual(["POST", "/graph?tenant=a", basic, "r1", "application/json", `{"query":"{ a }"}`]);
  });

  test("takes a GraphQL result of any status", async () => {
    for (const [status, text] of [
      [400, `{"errors":[{"message":"no"}]}`],
      [500, `{"data":{"a":null},"errors":[{"message":"no"}]}`],
      [207, `{"data":{"a":1}}`],
    ] as const) {
      expect(await (await reached(answering(status, text))).execute(request())).toEqual(JSON.parse(text));
    }
  });

  test("takes nothing else for an answer", async () => {
    for (const [status, text] of [
      [500, "<html>"],
      [404, `{"error":"not found"}`],
      [400, `{"errors":[]}`],
      [502, `{"errors":"no"}`],
      [500, `{"data":null}`],
      [500, "null"],
      [302, ""],
    ] as const) {
      const transport = await reached(answering(status, text));
      await expect(transport.execute(request())).rejects.toThrow(`status ${status}`);
    }
    const transport = await reached(answering(200, `{"data":`));
    await expect(transport.execute(request())).rejects.toThrow();
  });

  test("reads texts that come in pieces, also within a character", async () => {
    const bytes = Buffer.from(`{"data":{"a":"🦊🦊"}}`);
    const transport = await reached((_, response) => {
      response.write(bytes.subarray(0, 16));
      setImmediate(() => response.end(bytes.subarray(16)));
    });
    expect(await transport.execute(request())).toEqual({ data: { a: "🦊🦊" } });
  });

  test("gives up an answer that is too long, and one that breaks off", async () => {
    const long = await reached(answering(200, `{"data":{"a":"${"x".repeat(5_000)}"}}`), { maxBytes: 1_000 });
    await expect(long.execute(request())).rejects.toThrow("longer than 1000 bytes");
    const broken = await reached((_, response) => {
      response.writeHead(200, { "content-length": "1000" }).write(`{"data":`, () => response.destroy());
    });
    await expect(broken.execute(request())).rejects.toThrow();
  });

  test("that waits for a free connection ends with its signal too", async () => {
    const first = Promise.withResolvers<void>();
    let requests = 0;
    const transport = await reached(
      (_, response) => {
        requests += 1;
        first.promise.then(() => response.end(`{"data":{"a":1}}`));
      },
      { connections: 1 },
    );
    const under = transport.execute(request());
    const leaving = new AbortController();
    const [one, other] = [0, 1].map(() => transport.execute(request({ signal: leaving.signal })));
    leaving.abort(new Error("too late"));
    await expect(one).rejects.toThrow("too late");
    await expect(other).rejects.toThrow("too late");
    first.resolve();
    expect(await under).toEqual({ data: { a: 1 } });
    expect(await transport.execute(request())).toEqual({ data: { a: 1 } });
    expect(requests).toBe(2);
  });
});

describe("a subscription over WebSocket", () => {
  test("tells the subgraph the parameters made of the headers, and the trace with each operation", async () => {
    const server = createServer();
    const port = await listen(server);
    const told: unknown[] = [];
    const sockets = new WebSocketServer({ server, path: "/graphql" });
    useServer(
      {
        onConnect: ({ connectionParams }) => void told.push(connectionParams),
        onSubscribe: (_context, _id, { extensions }) => {
          told.push(extensions);
          return [new GraphQLError("Not today")];
        },
      },
      sockets,
    );
    const transport = httpTransport({
      url: `http://127.0.0.1:${port}/graphql`,
      connectionParameters: ({ authorization }) => ({ authorization }),
    });
    closing.push(() => transport.close());

    for (const authorization of ["a", "b"]) {
      const headers = { authorization, traceparent: "00-1-2-01", "x-other": "y" };
      for await (const _ of await transport.subscribe(request({ query: "subscription { a }", headers })));
    }
    const traced = { traceparent: "00-1-2-01" };
    expect(told).toEqual([{ authorization: "a" }, traced, { authorization: "b" }, traced]);
    sockets.close();
  });
});
