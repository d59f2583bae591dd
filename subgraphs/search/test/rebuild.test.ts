import { setTimeout as wait } from "node:timers/promises";
import { newId } from "@angidi/datastores";
import { describeOn, eventually, testTopics } from "@angidi/testing";
import { afterAll, expect, test } from "@jest/globals";
import { pino } from "pino";
import { readConfig } from "../src/config.ts";
import { createSearch } from "../src/subgraph.ts";
import { describeOverEngines, type EngineKind } from "./engines.ts";
import { productOf } from "./products.ts";
import { type Answer, categoryEvent, deletionEvent, productEvent, staff, startWorld, type World } from "./world.ts";

async function whatIsFound(world: World) {
  const { facets, totalCount, edges } = await world.ask("Search", { query: "mug" });
  return { facets, totalCount, ids: edges.map((edge: Answer) => edge.node.id) };
}

/** An index that is lost comes back out of the log as it was. */
function comesBackFromEvents(kind: EngineKind, environment: Readonly<Record<string, string>> = {}): void {
  test("that was lost is as before after a rebuild from events, without the catalogue", async () => {
    const world = await startWorld(kind, environment);
    try {
      await world.subgraph.start();
      const [changed, gone, kept] = [newId(), newId(), newId()];
      const said = { code: "glaze", value: "b", label: "Blue", filterable: true };
      const draft = { id: kept, title: "Mug", category: ["Home", "Cups"], attributes: [{ ...said, name: "Glaze" }] };
      const now = productOf({
        ...{ ...draft, categoryNames: ["House", "Cups and mugs"] },
        attributes: [{ ...said, name: "Glazing", label: "Sea blue" }],
      });
      const definition = { code: "glaze", name: "Glazing", kind: "SELECT", unit: null, filterable: true };
      const events = [
        productEvent({ id: changed, title: "Old mug" }, 1),
        productEvent({ id: gone, title: "Mug" }, 1),
        productEvent(draft, 1),
        productEvent({ id: changed, title: "New mug", tags: ["Enamel"] }, 2),
        deletionEvent(gone, 2),
      ];
      // Topics that the consumers are just making may refuse them for a moment.
      await eventually(() => world.eventLog.append(events));
      await eventually(async () => expect((await world.found("mug")).sort()).toEqual([changed, kept].sort()));
      await eventually(async () => expect(await world.found("enamel mug")).toEqual([changed]));

      // The categories have other names since, of which no event of the product tells.
      world.catalog.products.push({ product: now, version: 1 });
      const { category, ...rest } = now;
      const [home] = category!.ancestors;
      await world.eventLog.append([
        categoryEvent(now, 1, [{ ...definition, choices: [{ value: "b", label: "Sea blue" }] }]),
        categoryEvent({ ...rest, category: { ...home!, ancestors: [] } }, 1),
      ]);
      await eventually(async () => expect(await world.found("house sea mugs")).toEqual([kept]));
      await eventually(async () =>
        expect((await world.eventLog.groups("search.categories")).map(({ lag }) => lag)).toEqual([0]),
      );
      const before = await whatIsFound(world);

      world.catalog.onPage = () => Promise.reject(new Error("The catalogue is not asked"));
      await world.empty();
      expect(await world.found("mug")).toEqual([]);
      const input = { source: "EVENTS" };
      expect(await world.ask("Rebuild", { input }, staff)).toMatchObject({ __typename: "SearchIndexRebuildStarted" });
      await eventually(async () => expect(await whatIsFound(world)).toEqual(before), { timeout: 30_000 });
      await eventually(async () =>
        expect(await world.ask("Status", {}, staff)).toMatchObject({ generation: 2, documents: 2, rebuild: null }),
      );
    } finally {
      await world.close();
    }
  }, 90_000);
}

describeOverEngines("an index", (kind) => {
  comesBackFromEvents(kind);

  const isBuiltByOne = async (redis: Readonly<Record<string, string>> = {}) => {
    const world = await startWorld(kind, redis);
    const config = readConfig({
      ...{ ...world.database.environment, ...world.place, ...redis },
      EVENTS_DATABASE_URL: world.database.urls.events,
    });
    const { services } = world.catalog;
    const another = await createSearch(config, { services, log: pino({ level: "silent" }) });
    try {
      for (let made = 0; made < 8; made++) {
        world.catalog.products.push({ product: productOf({ title: "Kettle" }), version: 1 });
      }
      let pages = 0;
      world.catalog.onPage = async () => {
        pages += 1;
        await wait(100);
      };
      await world.ask("Rebuild", { input: {} }, staff);
      await Promise.all([world.subgraph.start(), another.start()]);
      await eventually(async () => expect(await world.found("kettle")).toHaveLength(8));
      await wait(300);
      expect(pages).toBe(4);
    } finally {
      await another.stop();
      await world.close();
    }
  };

  test("is built anew by one of two processes, which reads each page once", () => isBuiltByOne(), 60_000);

  describeOn("REDIS_URL", "with locks on Redis", (url) => {
    test(
      "is built anew by one of two processes, which reads each page once",
      () => isBuiltByOne({ REDIS_URL: url, REDIS_KEY_PREFIX: `test-${newId()}:` }),
      60_000,
    );
  });
});

describeOn("KAFKA_BROKERS", "with the log on Kafka", (brokers) => {
  describeOverEngines("an index", (kind) => {
    const topics = testTopics(brokers);
    afterAll(() => topics.drop());
    comesBackFromEvents(kind, topics.environment);
  });
});
