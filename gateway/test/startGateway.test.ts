import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError, type ListeningServer, listen, type Subgraph } from "@angidi/subgraph";
import { afterEach, expect, test } from "@jest/globals";
import { pino } from "pino";
import { checkSettings } from "../src/settings/readSettings.ts";
import type { Settings } from "../src/settings/settings.ts";
import { startGateway } from "../src/startGateway.ts";
import { composeSupergraph } from "../src/supergraph/compose.ts";
import { signingKey, silent, subgraph } from "./kit/graph.ts";
import { catalog, inventory } from "./kit/shop.ts";

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Serves the subgraphs over HTTP, but those that are `down`; gives their supergraph, which knows where they are. */
async function served(subgraphs: readonly Subgraph[], down: readonly string[] = []): Promise<string> {
  const composed = [];
  for (const each of subgraphs) {
    const server: ListeningServer = await listen(each, { port: 0, host: "127.0.0.1", log: silent });
    composed.push({ name: each.name, sdl: each.sdl, url: server.url });
    if (down.includes(each.name)) await server.close();
    else ends.push(() => server.close());
  }
  return composeSupergraph(composed);
}

function settingsOf(supergraph: string): Settings {
  const folder = mkdtempSync(join(tmpdir(), "gateway-"));
  ends.push(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "supergraph.graphql");
  writeFileSync(file, supergraph);
  return checkSettings({ listen: { port: 0 }, supergraph: { file }, signing: { key: signingKey } });
}

async function started(settings: Settings, log = silent) {
  const gateway = await startGateway(settings, log);
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

test("a gateway runs alone, over the URLs that the supergraph names", async () => {
  const ask = await started(settingsOf(await served([catalog(), inventory()])));
  expect(await ask(`{ product(id: "p1") { title stock { total } } }`)).toEqual({
    status: 200,
    body: { data: { product: { title: "Lamp", stock: { total: 2 } } } },
  });
});

test("it does not start without a good supergraph, and says why in a sentence", async () => {
  for (const [sdl, reason] of [
    ["", /^The supergraph in .* is empty/],
    ["type Query {", /^The supergraph is not good: Syntax Error/],
    ["type Query { a: Int }", /^The supergraph is not good: .*core schema/],
  ] as const) {
    const starting = startGateway(settingsOf(sdl), silent);
    await expect(starting).rejects.toThrow(ConfigurationError);
    await expect(starting).rejects.toThrow(reason);
  }
  const nowhere = startGateway(checkSettings({ supergraph: { file: "/nowhere/supergraph.graphql" } }), silent);
  await expect(nowhere).rejects.toThrow(ConfigurationError);
});

test("it starts and answers what it can while a subgraph is down", async () => {
  const ask = await started(settingsOf(await served([catalog(), inventory()], ["inventory"])));
  expect(await ask(`{ product(id: "p1") { title stock { total } } }`)).toMatchObject({
    status: 200,
    body: {
      data: { product: { title: "Lamp", stock: null } },
      errors: [{ path: ["product", "stock"], extensions: { code: "DOWNSTREAM_UNAVAILABLE" } }],
    },
  });
});

test("a subgraph that nobody says the URL of is told before anything listens", async () => {
  const supergraph = composeSupergraph([{ name: "catalog", sdl: catalog().sdl }]);
  await expect(startGateway(settingsOf(supergraph), silent)).rejects.toThrow("subgraphs.catalog.url");
});

test("a port in use is told by the error's code", async () => {
  const settings = settingsOf(await served([catalog()]));
  const gateway = await startGateway(settings, silent);
  ends.push(gateway.stop);
  const port = Number(new URL(gateway.url).port);
  const taken = { ...settings, listen: { ...settings.listen, port } };
  await expect(startGateway(taken, silent)).rejects.toMatchObject({ code: "EADDRINUSE", port });
});

test("a new supergraph is taken into service, and a bad one refused", async () => {
  const settings = settingsOf(await served([catalog()]));
  const replace = (text: string) => {
    writeFileSync(`${settings.supergraph.file}.new`, text);
    renameSync(`${settings.supergraph.file}.new`, settings.supergraph.file!);
  };
  let onLine = (_line: string) => {};
  const logged = (what: string) =>
    new Promise<void>((resolve) => {
      onLine = (line) => line.includes(what) && resolve();
    });
  const ask = await started(settings, pino({}, { write: (line) => onLine(line) }));
  expect((await ask("{ poem }")).status).toBe(400);

  const poems = subgraph("poems", `type Query { poem: String }`, {
    resolvers: { Query: { poem: () => "Ozymandias" } },
  });
  const taken = logged("is in service");
  replace(await served([catalog(), poems]));
  await taken;
  expect((await ask("{ poem }")).body).toEqual({ data: { poem: "Ozymandias" } });

  const refused = logged("is refused");
  replace("type Query { nothing: Int }");
  await refused;
  expect((await ask("{ poem }")).body).toEqual({ data: { poem: "Ozymandias" } });
});
