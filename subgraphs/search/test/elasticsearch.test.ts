import { newId } from "@angidi/datastores";
import { describeOn, eventually, type SeverableProxy, startSeverableProxy } from "@angidi/testing";
import { Client } from "@elastic/elasticsearch";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { elasticsearchKind } from "./engines.ts";
import { productOf } from "./products.ts";
import { productEvent, startWorld, type World } from "./world.ts";

describeOn("ELASTICSEARCH_URL", "search on Elasticsearch", (url) => {
  const kind = elasticsearchKind(url);
  let proxy: SeverableProxy;
  let world: World;
  let client: Client;
  beforeAll(async () => {
    proxy = await startSeverableProxy(url);
    client = new Client({ node: url });
    world = await startWorld(kind, { ELASTICSEARCH_URL: proxy.url });
  });
  afterAll(async () => {
    await world.close();
    await client.close();
    await proxy.stop();
  });

  test("that is away is told for what asks for it, in time; events wait, and nothing of them is lost", async () => {
    const [before, during] = [newId(), newId()];
    await world.put({ id: before, title: "Lantern before" });
    await world.subgraph.start();
    proxy.refuse();
    const begun = performance.now();
    expect(await world.refusals("Search", { query: "lantern" })).toEqual(["SERVICE_UNAVAILABLE"]);
    expect(await world.refusals("Suggest", { prefix: "lan" })).toEqual(["SERVICE_UNAVAILABLE"]);
    expect(performance.now() - begun).toBeLessThan(8_000);
    await world.eventLog.append([productEvent({ id: during, title: "Lantern during" }, 1)]);
    proxy.restore();
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

  test("that loses its index while it runs is filled again from the catalogue", async () => {
    const id = newId();
    await world.put({ id, title: "Samovar" });
    world.catalog.products.push({ product: productOf({ id, title: "Samovar" }), version: 1 });
    await world.subgraph.start();
    await client.indices.delete({ index: `${world.place.ELASTICSEARCH_INDEX_PREFIX}-products-1` });
    await eventually(async () => expect(await world.found("samovar")).toEqual([id]), { timeout: 60_000 });
  }, 90_000);

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
