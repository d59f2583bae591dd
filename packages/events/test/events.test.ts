import { type Database, newId, openDatabase, type Worker } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import { eventually, testDatabase } from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  consume,
  consumerMigrations,
  type EventLog,
  eventLogMigrations,
  openEventLog,
  outboxInsert,
  outboxMigrations,
  outboxValue,
  publish,
  relay,
} from "../src/index.ts";

/** A publisher's store, the log and a consumer's store. */
async function world() {
  const { database, urls, drop } = await testDatabase(
    { name: "orders", migrations: [outboxMigrations] },
    { name: "events", migrations: [eventLogMigrations] },
    { name: "carts", migrations: [consumerMigrations] },
  );
  const logUrl = urls.events!;
  const consumer = openDatabase({ url: urls.carts!, schema: "carts" });
  return {
    publisher: database,
    logUrl,
    log: openEventLog({ url: logUrl }),
    consumer,
    async drop() {
      await consumer.close();
      await drop();
    },
  };
}

let publisher: Database;
let consumer: Database;
let log: EventLog;
let logUrl: string;
let drop: () => Promise<unknown>;
let workers: Worker[];

beforeEach(async () => {
  ({ publisher, log, logUrl, consumer, drop } = await world());
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await log.close();
  await drop();
});

async function run<W extends Worker>(worker: W): Promise<W> {
  workers.push(worker);
  await worker.start();
  return worker;
}

function event(subject: string, subjectVersion: number, type = "order.confirmed"): DomainEvent {
  return {
    id: newId(),
    type,
    source: "orders",
    subject,
    subjectVersion,
    time: new Date().toISOString(),
    data: { subject },
  };
}

/** A consumer that keeps what it was handed, in order. */
function recorder(group = "carts.test", handle: (event: DomainEvent) => void = () => {}) {
  const seen: string[] = [];
  const worker = consume({
    log,
    group,
    topics: ["order.confirmed"],
    database: consumer,
    async handle(_transaction, received) {
      handle(received);
      seen.push(`${received.subject}:${received.subjectVersion}`);
    },
  });
  return { seen, worker };
}

describe("an event", () => {
  test("reaches a consumer once it is committed, and not when it is rolled back", async () => {
    await run(relay({ database: publisher, log, source: "orders" }));
    const { seen, worker } = recorder();
    await run(worker);
    const refused = publisher.transaction(async (transaction) => {
      await publish(transaction, [event("rolled-back", 1)]);
      throw new Error("no");
    });
    await expect(refused).rejects.toThrow("no");
    await publisher.transaction((transaction) => publish(transaction, [event("a", 1), event("a", 2), event("b", 1)]));
    await eventually(() => expect(seen).toEqual(["a:1", "a:2", "b:1"]));
  });

  test("of another topic is none of a consumer's business", async () => {
    const { seen, worker } = recorder();
    await log.append([event("a", 1, "order.placed"), event("a", 2)]);
    await run(worker);
    await eventually(() => expect(seen).toEqual(["a:2"]));
  });

  test("can be written by the statement that makes the change, under a condition", async () => {
    await publisher.query(
      "test.conditional",
      `WITH none AS (SELECT WHERE false) ${outboxInsert("$1", "EXISTS (SELECT FROM none)")}`,
      [outboxValue([event("a", 1)])],
    );
    await publisher.query("test.unconditional", outboxInsert("$1"), [outboxValue([event("b", 1)])]);
    const rows = await publisher.query<{ subject: string }>("test.outbox", "SELECT subject FROM outbox");
    expect(rows).toEqual([{ subject: "b" }]);
  });

  test("that is appended again is passed over", async () => {
    const twice = event("a", 1);
    await log.append([twice]);
    await log.append([twice, event("a", 2)]);
    const { seen, worker } = recorder();
    await run(worker);
    await eventually(() => expect(seen).toEqual(["a:1", "a:2"]));
  });
});

describe("a consumer", () => {
  test("that joins late starts from the beginning", async () => {
    await log.append([event("a", 1), event("a", 2)]);
    const early = recorder("carts.early");
    await run(early.worker);
    await eventually(() => expect(early.seen).toHaveLength(2));
    const late = recorder("carts.late");
    await run(late.worker);
    await eventually(() => expect(late.seen).toEqual(["a:1", "a:2"]));
  });

  test("acts once although its group's offset was lost", async () => {
    await log.append([event("a", 1)]);
    const { seen, worker } = recorder();
    await worker.start();
    await eventually(() => expect(seen).toEqual(["a:1"]));
    await worker.stop();

    const store = openDatabase({ url: logUrl, schema: "events" });
    await store.query("test.loseOffset", "DELETE FROM consumer_offsets");
    await store.close();
    const again = recorder();
    await run(again.worker);
    await log.append([event("a", 2)]);
    await eventually(() => expect(again.seen).toEqual(["a:2"]));
  });

  test("shares its group's work: none is done twice", async () => {
    const [one, two] = [recorder(), recorder()];
    await Promise.all([run(one.worker), run(two.worker)]);
    const subjects = Array.from({ length: 30 }, (_, index) => `s${index}`);
    for (const subject of subjects) await log.append([event(subject, 1)]);
    await eventually(() =>
      expect([...one.seen, ...two.seen].sort()).toEqual(subjects.map((subject) => `${subject}:1`).sort()),
    );
  });

  test("tries again what failed, in place, so that order is kept", async () => {
    let failures = 2;
    const { seen, worker } = recorder("carts.test", (received) => {
      if (received.subject === "a" && failures-- > 0) throw new Error("not now");
    });
    await log.append([event("a", 1), event("b", 1)]);
    await run(worker);
    await eventually(() => expect(seen).toEqual(["a:1", "b:1"]));
  });

  test("parks what keeps failing and lets its successors pass", async () => {
    const poison = event("poison", 1);
    const { seen, worker } = recorder("carts.test", (received) => {
      if (received.subject === "poison") throw new Error("cannot be read");
    });
    await log.append([poison, event("b", 1)]);
    await run(worker);
    await eventually(() => expect(seen).toEqual(["b:1"]));
    const letters = await consumer.query<{ event_id: string; reason: string }>(
      "test.letters",
      "SELECT event_id, reason FROM dead_letters",
    );
    expect(letters).toEqual([{ event_id: poison.id, reason: "Error: cannot be read" }]);
  });
});

test("two relays of one store move each event once, in order", async () => {
  await publisher.transaction((transaction) =>
    publish(
      transaction,
      Array.from({ length: 250 }, (_, index) => event("a", index + 1)),
    ),
  );
  await Promise.all([
    run(relay({ database: publisher, log, source: "orders" })),
    run(relay({ database: publisher, log, source: "orders" })),
  ]);
  const { seen, worker } = recorder();
  await run(worker);
  await eventually(() => expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => `a:${index + 1}`)));
});
