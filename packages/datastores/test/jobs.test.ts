import { countStatements, eventually, type TestDatabase, testDatabase } from "@angidi/testing";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { assertJobsMigrated, type Jobs, migrateJobs, openDatabase, openJobs, SchemaBehind } from "../src/index.ts";

let store: TestDatabase;
let jobs: Jobs;
let failures: string[];
beforeEach(async () => {
  store = await testDatabase({
    name: "shop",
    migrations: [new URL("./tables/", import.meta.url)],
    jobsSchema: "shop_jobs",
  });
  failures = [];
  jobs = openJobs(store.database, { schema: "shop_jobs", onError: (error) => failures.push(String(error)) });
});
afterEach(async () => {
  await jobs.stop();
  await store.drop();
});

interface Greeting {
  name: string;
}
/** Starts the jobs with one queue that notes whom it greeted. */
async function startGreeting(handler?: (name: string) => void | Promise<void>): Promise<string[]> {
  const greeted: string[] = [];
  jobs.work<Greeting>("greet", async ({ name }) => {
    await handler?.(name);
    greeted.push(name);
  });
  await jobs.start();
  return greeted;
}

test("a job is done when the transaction that sent it commits, at once", async () => {
  const greeted = await startGreeting();
  await store.database.transaction(async (transaction) => {
    await jobs.send(transaction, "greet", { name: "Ada" });
    expect(greeted).toEqual([]);
  });
  await eventually(() => expect(greeted).toEqual(["Ada"]), { timeout: 1_000 });
});

test("a job sent in a transaction that is rolled back is never done", async () => {
  const greeted = await startGreeting();
  const failing = store.database.transaction(async (transaction) => {
    await jobs.send(transaction, "greet", { name: "nobody" });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await jobs.send(store.database, "greet", { name: "Ada" });
  await eventually(() => expect(greeted).toEqual(["Ada"]));
});

test("sending is one statement of the request, and what the jobs do is a worker's", async () => {
  const greeted = await startGreeting(async () => {
    await store.database.query("test.one", "SELECT 1 AS one");
  });
  const { statements } = await countStatements(async () => {
    await store.database.transaction((transaction) => jobs.send(transaction, "greet", { name: "Ada" }));
    await eventually(() => expect(greeted).toEqual(["Ada"]));
  });
  expect(statements.map(({ label }) => label)).toEqual(["BEGIN", "shop_jobs.send.greet", "COMMIT"]);
});

test("a delayed job is done when its time has come", async () => {
  const greeted = await startGreeting();
  const sent = Date.now();
  await jobs.send(store.database, "greet", { name: "later" }, { startAfterSeconds: 2 });
  await jobs.send(store.database, "greet", { name: "now" });
  await eventually(() => expect(greeted).toEqual(["now", "later"]));
  expect(Date.now() - sent).toBeGreaterThanOrEqual(2_000);
});

test("while a job with its key waits, another one is not added; jobs without a key do not hinder each other", async () => {
  const greeted = await startGreeting();
  const later = { startAfterSeconds: 1, singletonKey: "order 1" };
  await jobs.send(store.database, "greet", { name: "first" }, later);
  await jobs.send(store.database, "greet", { name: "second" }, later);
  await jobs.send(store.database, "greet", { name: "other" }, { ...later, singletonKey: "order 2" });
  await Promise.all(["a", "b", "c"].map((name) => jobs.send(store.database, "greet", { name })));
  await eventually(() => expect([...greeted].sort()).toEqual(["a", "b", "c", "first", "other"]));
});

test("a handler may send the next job of its own key", async () => {
  let rounds = 0;
  const greeted = await startGreeting(async (name) => {
    if (++rounds < 3) await jobs.send(store.database, "greet", { name }, { singletonKey: name });
  });
  await jobs.send(store.database, "greet", { name: "Ada" }, { singletonKey: "Ada" });
  await eventually(() => expect(greeted).toEqual(["Ada", "Ada", "Ada"]));
});

test("a job that fails is told of and tried again, the others go on", async () => {
  let attempts = 0;
  const greeted = await startGreeting((name) => {
    if (name === "shy" && ++attempts < 3) throw new Error("not yet");
  });
  await jobs.send(store.database, "greet", { name: "shy" });
  await jobs.send(store.database, "greet", { name: "bold" });
  await eventually(() => expect(greeted).toEqual(["bold", "shy"]), { timeout: 20_000 });
  expect(failures).toEqual(["Error: not yet", "Error: not yet"]);
});

test("a job that keeps failing is given up after its retries", async () => {
  jobs.work("hopeless", () => Promise.reject(new Error("never")), { retries: 1 });
  await jobs.start();
  await jobs.send(store.database, "hopeless", {});
  const state = "SELECT state FROM shop_jobs.job WHERE name = 'hopeless'";
  await eventually(async () => expect(await store.database.query("test.state", state)).toEqual([{ state: "failed" }]));
  expect(failures).toHaveLength(2);
});

test("many jobs are worked off without waiting for polls", async () => {
  const names = Array.from({ length: 60 }, (_, index) => `guest ${index}`);
  jobs.work<Greeting>("greet", async ({ name }) => void greeted.push(name));
  const greeted: string[] = [];
  await Promise.all(names.map((name) => jobs.send(store.database, "greet", { name }))); // before anyone works
  await jobs.start();
  await eventually(() => expect(greeted.sort()).toEqual(names.sort()), { timeout: 10_000 });
});

test("what a stopped process left is done by the next one, and stopping waits for what runs", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let started = false;
  const greeted = await startGreeting(async () => {
    started = true;
    await held;
  });
  await jobs.send(store.database, "greet", { name: "Ada" });
  await eventually(() => started);
  const stopping = jobs.stop();
  await store.database.query("test.one", "SELECT 1 AS one");
  expect(greeted).toEqual([]);
  release();
  await stopping;
  expect(greeted).toEqual(["Ada"]);

  await jobs.send(store.database, "greet", { name: "Grace" });
  const next = openJobs(store.database, { schema: "shop_jobs" });
  next.work<Greeting>("greet", async ({ name }) => void greeted.push(name));
  await next.start();
  await eventually(() => expect(greeted).toEqual(["Ada", "Grace"]));
  await next.stop();
});

test("the tables of the jobs are made by a migration, once, and missed when they are not there", async () => {
  expect(await migrateJobs({ url: store.url, schema: "shop_jobs" })).toBe(false);
  await assertJobsMigrated({ database: store.database, schema: "shop_jobs" });
  await expect(assertJobsMigrated({ database: store.database, schema: "no_jobs" })).rejects.toThrow(SchemaBehind);
});

test("a queue that nobody works on is refused", async () => {
  const other = openDatabase({ url: store.url, schema: "shop" });
  await expect(jobs.send(other, "nothing", {})).rejects.toThrow("nothing");
  await other.close();
});
