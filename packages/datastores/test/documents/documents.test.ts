import { setTimeout as pause } from "node:timers/promises";
import {
  countStatements,
  describeOn,
  type SeverableProxy,
  startSeverableProxy,
  type TestDocuments,
  testDocuments,
} from "@angidi/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import {
  asWorker,
  type Documents,
  IndexChanged,
  newId,
  openDocuments,
  StoreUnavailable,
  shardingCommands,
} from "../../src/index.ts";

interface Account {
  _id: string;
  balance: number;
}

test("an administrator is told what to spread over shards, by database and collection", () => {
  const collections = [{ name: "products", indexes: [], shardKey: { _id: "hashed" } }] as const;
  const commandsAt = (url: string) => shardingCommands({ url, name: "catalog" }, collections);
  expect(commandsAt("mongodb://one:27017,two:27017/shop?replicaSet=rs")).toEqual([
    { shardCollection: "shop_catalog.products", key: { _id: "hashed" } },
  ]);
  expect(commandsAt("mongodb+srv://somewhere")).toMatchObject([{ shardCollection: "angidi_catalog.products" }]);
});

describeOn("MONGODB_URL", "documents", () => {
  let world: TestDocuments;
  let documents: Documents;
  let accounts: ReturnType<typeof accountsOf>;

  const accountsOf = ({ db }: Documents) => db.collection<Account>("accounts");

  beforeAll(async () => {
    world = await testDocuments("datastores");
    documents = world.documents;
    accounts = accountsOf(documents);
  });

  afterAll(() => world.drop());

  beforeEach(async () => {
    await accounts.deleteMany({});
  });

  test("lie in a database of the subgraph, below the name in the URL", () => {
    expect(documents.db.databaseName).toBe(`${new URL(world.url).pathname.slice(1)}_datastores`);
  });

  test("are changed together or not at all", async () => {
    await accounts.insertMany([
      { _id: "a", balance: 10 },
      { _id: "b", balance: 0 },
    ]);
    const failing = documents.transaction(async ({ session }) => {
      await accounts.updateOne({ _id: "a" }, { $inc: { balance: -5 } }, { session });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await accounts.findOne({ _id: "a" })).toEqual({ _id: "a", balance: 10 });
  });

  test("transactions that meet are run again until each has committed", async () => {
    await accounts.insertOne({ _id: "a", balance: 0 });
    let runs = 0;
    const raise = () =>
      documents.transaction(async ({ session }) => {
        runs += 1;
        const account = await accounts.findOne({ _id: "a" }, { session });
        await pause(5); // so that they do meet
        await accounts.updateOne({ _id: "a" }, { $set: { balance: account!.balance + 1 } }, { session });
      });
    await Promise.all(Array.from({ length: 8 }, raise));
    expect(await accounts.findOne({ _id: "a" })).toEqual({ _id: "a", balance: 8 });
    expect(runs).toBeGreaterThan(8);
  });

  test("what is to happen after a commit happens once and never after a rollback", async () => {
    const heard: string[] = [];
    await documents.transaction(async ({ session, afterCommit }) => {
      await accounts.insertOne({ _id: newId(), balance: 1 }, { session });
      afterCommit(() => heard.push("committed"));
    });
    const failing = documents.transaction(async ({ afterCommit }) => {
      afterCommit(() => heard.push("never"));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(heard).toEqual(["committed"]);
  });

  test("a second document of one id is refused with the server's own code", async () => {
    await accounts.insertOne({ _id: "a", balance: 0 });
    await expect(accounts.insertOne({ _id: "a", balance: 0 })).rejects.toMatchObject({ code: 11000 });
  });

  test("each call is a statement, under its comment or its method; a worker's is none", async () => {
    const { statements } = await countStatements(async () => {
      await accounts.find({}, { comment: "test.allAccounts" }).sort({ _id: 1 }).limit(3).toArray();
      for await (const _ of accounts.find()) break;
      await documents.transaction(async ({ session }) => {
        await accounts.insertOne({ _id: "a", balance: 0 }, { session });
      });
      await asWorker(() => accounts.findOne({}));
    });
    expect(statements.map(({ label }) => label)).toEqual([
      "test.allAccounts",
      "accounts.find",
      "accounts.insertOne",
      "commitTransaction",
    ]);
    expect(statements[0]).toMatchObject({ schema: documents.db.databaseName, worker: false });
  });

  test("what is undefined is not stored, and no filter", async () => {
    await accounts.insertOne({ _id: "a", balance: 1, note: undefined } as Account);
    expect(await accounts.find().toArray()).toEqual([{ _id: "a", balance: 1 }]);
    const owner: unknown = undefined;
    expect(() => accounts.deleteMany({ owner } as object)).toThrow(TypeError);
    const deletion = { deleteMany: { filter: { owner } as object } };
    expect(() => accounts.bulkWrite([deletion])).toThrow("The filter of bulkWrite has no value for owner.");
    expect(await accounts.countDocuments()).toBe(1);
  });

  test("collections are declared by several processes at once, and again", async () => {
    const collections = [
      {
        name: "declared",
        indexes: [
          { key: { owner: 1, number: -1 }, name: "by_owner", unique: true },
          { key: { goneAt: 1 }, name: "gone", expireAfterSeconds: 60, partialFilterExpression: { done: true } },
        ],
        shardKey: { owner: 1 },
      },
    ] as const;
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => openDocuments({ url: world.url, name: "datastores", applicationName: "test" })),
    );
    await Promise.all(opened.map((each) => each.declare(collections)));
    await Promise.all(opened.map((each) => each.close()));
    const { statements } = await countStatements(() => documents.declare(collections));
    expect(statements).toEqual([]);
    const indexes = await documents.db.collection("declared").indexes();
    expect(indexes.map(({ name }) => name)).toEqual(["_id_", "by_owner", "gone"]);
  });

  test("an index that is declared in another way is told, and not changed", async () => {
    const declare = (index: object) =>
      documents.declare([
        { name: "changing", indexes: [{ key: { a: 1 }, name: "a", ...index }], shardKey: { _id: 1 } },
      ]);
    await declare({});
    await expect(declare({ sparse: true })).rejects.toThrow(IndexChanged);
    await expect(declare({ sparse: true })).rejects.toThrow("index a of changing is there with another sparse");
    await expect(declare({ key: { b: 1 } })).rejects.toThrow("another key");
    await expect(declare({ key: { a: -1 } })).rejects.toThrow("another key");
    await declare({ unique: false });
  });

  test("an index that could not be unique across shards is refused", async () => {
    const byEmail = { key: { email: 1 }, unique: true } as const;
    const declaring = documents.declare([{ name: "people", indexes: [byEmail], shardKey: { _id: "hashed" } }]);
    await expect(declaring).rejects.toThrow(TypeError);
    await documents.declare([{ name: "people", indexes: [byEmail], shardKey: { email: "hashed" } }]);
  });

  describe("of a server that is away", () => {
    let way: SeverableProxy;
    let beyond: Documents;

    beforeEach(async () => {
      way = await startSeverableProxy(world.url);
      beyond = await openDocuments({ url: way.url, name: "datastores", applicationName: "test" });
      await accountsOf(beyond).insertOne({ _id: "a", balance: 1 });
    });

    afterEach(async () => {
      await beyond.close();
      await way.stop();
    });

    test("cannot be read or written, nor can a transaction begin; when it is back they can", async () => {
      way.refuse();
      const read = accountsOf(beyond).findOne({ _id: "a" });
      const list = accountsOf(beyond).find().toArray();
      const write = accountsOf(beyond).updateOne({ _id: "a" }, { $inc: { balance: 1 } });
      const transaction = beyond.transaction(({ session }) => accountsOf(beyond).findOne({}, { session }));
      const outcomes = await Promise.allSettled([read, list, write, transaction]);
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(StoreUnavailable) });
      }
      way.restore();
      expect(await accountsOf(beyond).findOne({ _id: "a" })).toMatchObject({ _id: "a" });
    });

    test("a connection lost in a transaction is not noticed by who runs it", async () => {
      let runs = 0;
      await beyond.transaction(async ({ session }) => {
        runs += 1;
        await accountsOf(beyond).updateOne({ _id: "a" }, { $inc: { balance: 1 } }, { session });
        if (runs === 1) way.cut();
        await accountsOf(beyond).insertOne({ _id: `b${runs}`, balance: 1 }, { session });
      });
      expect(runs).toBe(2);
      expect(await accounts.find().sort({ _id: 1 }).toArray()).toEqual([
        { _id: "a", balance: 2 },
        { _id: "b2", balance: 1 },
      ]);
    });

    test("one that says nothing any more is given up on", async () => {
      const impatient = await openDocuments({
        url: way.url,
        name: "datastores",
        applicationName: "test",
        callTimeoutMilliseconds: 300,
      });
      const write = () => accountsOf(impatient).updateOne({ _id: "a" }, { $inc: { balance: 1 } });
      await write();
      way.stall();
      const began = performance.now();
      await expect(write()).rejects.toThrow(StoreUnavailable);
      expect(performance.now() - began).toBeLessThan(4_000);
      await impatient.close();
    });
  });
});
