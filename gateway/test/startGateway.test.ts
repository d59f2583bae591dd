import { type ListeningServer, listen, type Subgraph } from "@angidi/subgraph";
import { afterEach, expect, test } from "@jest/globals";
import type { GatewayConfig } from "../src/config.ts";
import { startGateway } from "../src/startGateway.ts";
import { keys, tokenOf } from "./kit/gateway.ts";
import { signingKey, silent, supergraphOf } from "./kit/graph.ts";
import { people } from "./kit/people.ts";
import { catalog, inventory } from "./kit/shop.ts";

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Serves the subgraphs over HTTP, each with a route for the key set as users has one, but those that are `down`. */
async function configOf(subgraphs: readonly Subgraph[], down: readonly string[] = []) {
  const servers = new Map<string, ListeningServer>();
  const subgraphUrls = new Map<string, string>();
  for (const each of subgraphs) {
    const handle = async () => ({ status: 200, body: JSON.stringify(keys) });
    const routes = [{ method: "GET" as const, path: "/.well-known/jwks.json", handle }];
    const server = await listen({ ...each, routes }, { port: 0, host: "127.0.0.1", log: silent });
    subgraphUrls.set(each.name, server.url);
    if (down.includes(each.name)) await server.close();
    else {
      servers.set(each.name, server);
      ends.push(() => server.close());
    }
  }
  const [first] = servers.values();
  const config: GatewayConfig = {
    port: 0,
    host: "127.0.0.1",
    signingKey,
    supergraph: supergraphOf(subgraphs),
    subgraphUrls,
    keysUrl: new URL("/.well-known/jwks.json", first!.url).href,
    origins: [],
    metricsReaders: "loopback",
  };
  return config;
}

async function started(config: GatewayConfig) {
  const gateway = await startGateway(config, silent);
  ends.push(gateway.stop);
  return async (query: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: answer.status, body: await answer.json() };
  };
}

test("a gateway runs alone, over subgraphs that each have a URL", async () => {
  const ask = await started(await configOf([catalog(), inventory(), people()]));
  expect(await ask(`{ product(id: "p1") { title stock { total } } }`)).toEqual({
    status: 200,
    body: { data: { product: { title: "Lamp", stock: { total: 2 } } } },
  });
  const { body } = await ask("{ secret }", { authorization: `Bearer ${await tokenOf()}` });
  expect(body).toEqual({ data: { secret: "a secret" } });
});

test("it starts and answers what it can while a subgraph is down", async () => {
  const ask = await started(await configOf([catalog(), inventory()], ["inventory"]));
  expect(await ask(`{ product(id: "p1") { title stock { total } } }`)).toMatchObject({
    status: 200,
    body: {
      data: { product: { title: "Lamp", stock: null } },
      errors: [{ path: ["product", "stock"], extensions: { code: "DOWNSTREAM_UNAVAILABLE" } }],
    },
  });
});

test("a port in use is told by the error's code", async () => {
  const config = await configOf([catalog()]);
  const gateway = await startGateway(config, silent);
  ends.push(gateway.stop);
  const port = Number(new URL(gateway.url).port);
  await expect(startGateway({ ...config, port }, silent)).rejects.toMatchObject({ code: "EADDRINUSE", port });
});
