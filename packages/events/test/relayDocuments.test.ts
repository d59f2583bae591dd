import { type Documents, openDocuments, StoreUnavailable } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import { metricsRoute } from "@angidi/telemetry";
import { describeOn, eventually, startSeverableProxy, type TestDocuments, testDocuments } from "@angidi/testing";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import {
  type EventLog,
  pendingEventsIndex,
  relayCollections,
  relayDocuments,
  type WithPendingEvents,
  wakeRelay,
} from "../src/index.ts";
import { createWorld, effects, event, named, recorder, type World } from "./world.ts";

describeOn("MONGODB_URL", "events inside documents", () => {
  let world: World;
  let mongo: TestDocuments;
  let documents: Documents;
  beforeEach(async () => {
    world = await createWorld();
    mongo = await testDocuments("catalog");
    documents = mongo.documents;
    await documents.declare([
      ...relayCollections,
      { name: "products", indexes: [pendingEventsIndex], shardKey: { _id: "hashed" } },
      { name: "categories", indexes: [pendingEventsIndex], shardKey: { _id: "hashed" } },
    ]);
  });
  afterEach(async () => {
    await world.close();
    await mongo.drop();
  });

  const relay = (log: EventLog = world.log, store: Documents = documents) =>
    relayDocuments({ documents: store, collections: ["products", "categories"], log, source: "orders" });
  const seen = () => effects(world.consumer);

  /** Changes the documents of the events' subjects, and publishes them with the change. */
  async function publish(events: readonly DomainEvent[], collection = "products"): Promise<void> {
    for (const one of events) {
      await documents.db
        .collection<{ _id: string } & WithPendingEvents>(collection)
        .updateOne({ _id: one.subject }, { $push: { pendingEvents: one } }, { upsert: true });
    }
  }

  async function waiting(): Promise<number> {
    const found = await documents.db
      .collection("products")
      .find({ "pendingEvents.id": { $exists: true } })
      .toArray();
    return found.length;
  }

  const withAppend = (append: EventLog["append"]): EventLog => ({ ...world.log, append });

  test("reach a consumer, those of a document in order, and are gone from it", async () => {
    const many = Array.from({ length: 60 }, (_, index) => event(`s${index % 4}`, index));
    await publish(many);
    await publish([event("category", 1)], "categories");
    await world.run(relay());
    await world.run(recorder(world));
    await eventually(async () => expect(await seen()).toHaveLength(61));
    for (const subject of ["s0", "s1", "s2", "s3"]) {
      const inOrder = many.filter((one) => one.subject === subject).map(named);
      expect((await seen()).filter((name) => name.startsWith(`${subject}:`))).toEqual(inOrder);
    }
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  test("come again when their relay died after the log had them, and act once", async () => {
    await publish([event("a", 1), event("a", 2)]);
    let dies = true;
    const dying = withAppend(async (events) => {
      await world.log.append(events);
      if (dies) throw new Error("killed");
    });
    const first = await world.run(relay(dying));
    await world.run(recorder(world));
    await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
    expect(await waiting()).toBe(1);
    await first.stop();
    dies = false;
    await publish([event("a", 3)]);
    await world.run(relay());
    await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2", "a:3"]));
    await eventually(async () => expect(await waiting()).toBe(0));
  });

  test("that were published while the log got others stay", async () => {
    await publish([event("a", 1)]);
    const late = event("a", 2);
    let published = false;
    await world.run(
      relay(
        withAppend(async (events) => {
          await world.log.append(events);
          if (published) return;
          published = true;
          await publish([late]);
        }),
      ),
    );
    await world.run(recorder(world));
    await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
  });

  test("have one relay at a time, and another when it stops or dies", async () => {
    let atWork = 0;
    let most = 0;
    const appended: string[] = [];
    const watched = withAppend(async (events) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await world.log.append(events);
      appended.push(...events.map(named));
      atWork -= 1;
    });
    const relays = [relay(watched), relay(watched), relay(watched)];
    await Promise.all(relays.map((one) => world.run(one)));
    for (let version = 1; version <= 30; version++) {
      await publish([event("a", version), event("b", version)]);
      wakeRelay("orders");
    }
    await eventually(() => expect(appended).toHaveLength(60));
    expect(most).toBe(1);
    await relays[0]!.stop();
    await relays[1]!.stop();
    // As one that died with the lease leaves it behind.
    await documents.db
      .collection<{ _id: string }>("relay_leases")
      .updateOne({ _id: "orders" }, { $set: { holder: "dead", until: new Date(Date.now() + 300) } }, { upsert: true });
    await publish([event("a", 31)]);
    wakeRelay("orders");
    await eventually(() => expect(appended.at(-1)).toBe("a:31"));
  });

  test("keep their order also beside a relay that stood still for longer than its lease", async () => {
    await publish([event("a", 1), event("a", 2)]);
    let goOn = () => {};
    const standing = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let stands = false;
    await world.run(
      relay(
        withAppend(async (events) => {
          stands = true;
          await standing;
          await world.log.append(events);
        }),
      ),
    );
    await eventually(() => stands);
    await documents.db.collection("relay_leases").deleteMany({}); // as if it had run out
    await world.run(relay());
    await world.run(recorder(world));
    await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
    await publish([event("a", 3)]);
    await eventually(async () => expect(await waiting()).toBe(0));
    goOn();
    await publish([event("a", 4)]);
    wakeRelay("orders");
    await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2", "a:3", "a:4"]));
  });

  test("wait while the store is away, and go when it is back", async () => {
    const way = await startSeverableProxy(mongo.url);
    const beyond = await openDocuments({ url: way.url, name: "catalog", applicationName: "test" });
    try {
      await publish([event("a", 1)]);
      const worker = await world.run(relay(world.log, beyond));
      await world.run(recorder(world));
      await eventually(async () => expect(await seen()).toEqual(["a:1"]));
      way.refuse();
      await publish([event("a", 2)]);
      wakeRelay("orders");
      await expect(beyond.db.collection("products").findOne({})).rejects.toThrow(StoreUnavailable);
      way.restore();
      wakeRelay("orders");
      await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
      await worker.stop();
    } finally {
      await beyond.close();
      await way.stop();
    }
  });

  test("wait while the log is away, and are counted", async () => {
    const read = async () => (await metricsRoute({ from: "anywhere" }).handle({ headers: {} })).body;
    let away = true;
    await publish([event("a", 1), event("a", 2)]);
    await world.run(
      relay(
        withAppend(async (events) => {
          if (away) throw new StoreUnavailable("away");
          await world.log.append(events);
        }),
      ),
    );
    await eventually(async () => expect(await read()).toContain('angidi_outbox_waiting{source="orders"} 2'));
    away = false;
    await world.run(recorder(world));
    await eventually(async () => expect(await seen()).toEqual(["a:1", "a:2"]));
    await eventually(async () => expect(await read()).toContain('angidi_outbox_waiting{source="orders"} 0'));
  });
});
