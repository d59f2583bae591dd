import { connect, createServer, type Server, type Socket } from "node:net";
import { newId } from "@angidi/datastores";
import { describeOn, eventually } from "@angidi/testing";
import { Client } from "@elastic/elasticsearch";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { elasticsearchKind } from "./engines.ts";
import { productEvent, startWorld, type World } from "./world.ts";

/** A way to Elasticsearch that can be cut and mended. */
async function startProxy(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((socket) => {
    if (isCut) return socket.destroy();
    const beyond = connect(Number(port || 80), hostname);
    for (const [one, other] of [
      [socket, beyond],
      [beyond, socket],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy()).on("close", () => sockets.delete(one));
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (now: boolean) => {
    isCut = now;
    if (now) for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    cut,
    async close() {
      cut(true);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describeOn("ELASTICSEARCH_URL", "search on Elasticsearch", (url) => {
  const kind = elasticsearchKind(url);
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let world: World;
  let client: Client;
  beforeAll(async () => {
    proxy = await startProxy(url);
    client = new Client({ node: url });
    world = await startWorld(kind, { ELASTICSEARCH_URL: proxy.url });
  });
  afterAll(async () => {
    await world.close();
    await client.close();
    await proxy.close();
  });

  test("that is away is told for what asks for it, in time; events wait, and nothing of them is lost", async () => {
    const [before, during] = [newId(), newId()];
    await world.put({ id: before, title: "Lantern before" });
    await world.subgraph.start();
    proxy.cut(true);
    const begun = performance.now();
    expect(await world.refusals("Search", { query: "lantern" })).toEqual(["SERVICE_UNAVAILABLE"]);
    expect(await world.refusals("Suggest", { prefix: "lan" })).toEqual(["SERVICE_UNAVAILABLE"]);
    expect(performance.now() - begun).toBeLessThan(8_000);
    await world.eventLog.append([productEvent({ id: during, title: "Lantern during" }, 1)]);
    proxy.cut(false);
    await eventually(async () => expect((await world.found("lantern")).sort()).toEqual([before, during].sort()), {
      timeout: 40_000,
    });
    expect(await world.eventLog.deadLetters.list({ count: 1 })).toEqual([]);
  });

  test("passes over a write that was held up on the way, and one that comes after the product is gone", async () => {
    const id = newId();
    await world.put({ id, title: "Kettle" });
    const index = `${world.place.ELASTICSEARCH_INDEX_PREFIX}-products-1`;
    const late = (version: number) =>
      client
        .index({ index, id, version, version_type: "external", document: { productId: id } })
        .then(() => "written")
        .catch(({ statusCode }) => statusCode);
    const kept = await client.get({ index, id });
    expect(await late(kept._version!)).toBe(409);
    await world.write((writer) => writer.withdraw([{ productId: id, version: 2 }]));
    expect(await late(kept._version!)).toBe(409);
    expect(await world.found("kettle")).toEqual([]);
  });

  test("writes again what a transaction did that was rolled back, with a greater version", async () => {
    const document = world.documentOf({ title: "Teapot" }, 1);
    const { database, engine } = world;
    await expect(
      database.database.transaction(async (transaction) => {
        await engine.writerOn(transaction).put([document]);
        throw new Error("The process ended here");
      }),
    ).rejects.toThrow("ended here");
    await world.write((writer) => writer.put([{ ...document, title: "Better teapot" }]));
    expect(await world.found("teapot")).toEqual([document.productId]);
  });
});
