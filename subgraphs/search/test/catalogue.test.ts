import { newId } from "@angidi/datastores";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { rebuildFromEvents } from "../src/usecases/rebuildFromEvents.ts";
import { reindexCategory } from "../src/usecases/reindexCategory.ts";
import { catalogOf } from "./catalog.ts";
import { describeOverEngines } from "./engines.ts";
import { type ProductDraft, productOf } from "./products.ts";
import { categoryEvent, deletionEvent, productEvent, staff, startWorld, type World } from "./world.ts";

describeOverEngines("what the catalogue and the log say again", (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  beforeEach(() => world.empty());
  afterAll(() => world.close());

  describe("another name of a category", () => {
    test("is in all of its products, though their versions are the same, and old events do not bring the old one back", async () => {
      const [lamp, shade, rug] = [newId(), newId(), newId()];
      const draft = (id: string, title: string, category: string[]): ProductDraft => ({ id, title, category });
      await world.put(draft(lamp, "Lamp", ["Home", "Lights"]), draft(shade, "Shade", ["Home", "Lights"]));
      await world.put(draft(rug, "Rug", ["Home"]));
      const renamed = (id: string, title: string, version: number) => ({
        product: productOf({ id, title, category: ["Home", "Lights"], categoryNames: ["Home", "Lighting"] }),
        version,
      });
      // One has changed since; its event is still on the way.
      world.catalog.products.push(renamed(lamp, "Lamp", 1), renamed(shade, "Big shade", 2));
      const { database, engine, catalog } = world;
      await reindexCategory(
        { catalog: catalogOf(catalog), database: database.database, writerOn: engine.writerOn },
        "lights",
      );
      await engine.write((writer) => writer.put([world.documentOf(draft(shade, "Big shade", ["Home", "Lights"]), 2)]));
      const { facets } = await world.ask("Search", { query: "" });
      const labels = facets[0].values.map((value: { label: string; count: number }) => `${value.label} ${value.count}`);
      expect(labels).toEqual(["Home 3", "Lighting 2"]);
      expect(await world.found("big shade")).toEqual([shade]);
    });
  });

  describe("an event of a category", () => {
    test("brings its new name and what it defines into the index soon, by what the catalogue has then", async () => {
      const renamed = await startWorld(kind);
      const id = newId();
      const draft: ProductDraft = { id, title: "Lamp", category: ["Home", "Lights"] };
      await renamed.put(draft);
      await renamed.subgraph.start();
      const now = productOf({
        ...{ ...draft, categoryNames: ["Home", "Lighting"] },
        attributes: [{ code: "socket", name: "Socket", value: "e27", label: "E27" }],
      });
      renamed.catalog.products.push({ product: now, version: 1 });
      await renamed.eventLog.append([categoryEvent(now, 1)]);
      const published = performance.now();
      await eventually(async () => {
        const { facets } = await renamed.ask("Search", { query: "lighting" });
        expect(facets[0].values).toContainEqual({ value: "lights", label: "Lighting", count: 1 });
        expect(facets).toContainEqual({
          ...{ name: "attributes.socket", label: "Socket" },
          values: [{ value: "e27", label: "E27", count: 1 }],
        });
      });
      expect(performance.now() - published).toBeLessThan(5_000); // a second, on a machine that has nothing else to do
      await renamed.close();
    });
  });

  describe("a rebuild from events", () => {
    test("replays what the log has into a new generation, and keeps what comes meanwhile", async () => {
      const [stays, gone, late] = [newId(), newId(), newId()];
      const events = [
        productEvent({ id: stays, title: "Old mug" }, 1),
        productEvent({ id: gone, title: "Mug" }, 1),
        productEvent({ id: stays, title: "New mug" }, 2),
        deletionEvent(gone, 2),
      ];
      await world.put({ title: "Mug that no event tells of" });
      const { database, engine } = world;
      const before = await engine.generations.status();
      const building = (await engine.generations.begin("EVENTS"))!;
      await rebuildFromEvents(
        {
          ...{ database: database.database, generations: engine.generations, writerOn: engine.writerOn },
          async replay({ topics, handle }) {
            if (topics[0] === "category.updated") return;
            expect(topics).toEqual(["product.created", "product.updated", "product.deleted"]);
            await handle(events.slice(0, 2));
            await engine.write((writer) => writer.put([world.documentOf({ id: late, title: "Late mug" }, 1)]));
            expect(await engine.generations.begin("CATALOG")).toBeNull();
            await handle(events.slice(2));
          },
        },
        building,
        new AbortController().signal,
      );
      expect((await world.found("mug")).sort()).toEqual([stays, late].sort());
      expect(await engine.generations.status()).toMatchObject({
        generation: before.generation + 1,
        documents: 2,
        building: null,
      });
    });

    test("that was cut short leaves the index in use, and begins again", async () => {
      const { database, engine } = world;
      const [mug] = await world.put({ title: "Mug" });
      const building = (await engine.generations.begin("EVENTS"))!;
      const ports = { database: database.database, generations: engine.generations, writerOn: engine.writerOn };
      const cut = new AbortController();
      const interrupted = rebuildFromEvents({ ...ports, replay: async () => cut.abort() }, building, cut.signal);
      await expect(interrupted).rejects.toThrow("abort");
      expect(await world.found("mug")).toEqual([mug]);
      expect(await engine.generations.building()).toEqual(building);
      await rebuildFromEvents({ ...ports, replay: async () => {} }, building, new AbortController().signal);
      expect(await world.found("mug")).toEqual([]);
    });
  });

  if (kind.name === "Elasticsearch") {
    describe("an index that was lost", () => {
      test("is filled from the catalogue by itself", async () => {
        const lost = await startWorld(kind);
        const id = newId();
        await lost.put({ id, title: "Mug" });
        lost.catalog.products.push({ product: productOf({ id, title: "Mug" }), version: 1 });
        await lost.engine.lose!();
        expect(await lost.refusals("Search", { query: "mug" })).toEqual(["SERVICE_UNAVAILABLE"]);
        await lost.subgraph.start();
        await eventually(async () => expect(await lost.found("mug")).toEqual([id]));
        await eventually(async () =>
          expect(await lost.ask("Status", {}, staff)).toMatchObject({ generation: 2, documents: 1, rebuild: null }),
        );
        await lost.close();
      });
    });
  }
});
