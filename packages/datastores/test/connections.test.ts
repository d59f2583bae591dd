import { eventually, type TestDatabase, testDatabase } from "@angidi/testing";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openDatabase, StoreUnavailable } from "../src/index.ts";

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase({ name: "shop", migrations: [new URL("./tables/", import.meta.url)] });
});
afterAll(() => store.drop());

const killOthers = () =>
  store.database.query(
    "test.kill",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
    ["victim"],
  );

test("a database goes on when its idle connections are cut", async () => {
  const victim = openDatabase({ url: store.url, schema: "shop", applicationName: "victim" });
  await Promise.all([victim.query("test.one", "SELECT 1 AS one"), victim.query("test.one", "SELECT 1 AS one")]);
  expect(await killOthers()).toHaveLength(2);
  // A statement that was on its way over a cut connection fails: whether it was done, nobody can know.
  await eventually(async () => expect(await victim.query("test.one", "SELECT 1 AS one")).toEqual([{ one: 1 }]));
  await victim.close();
});

test("a transaction whose connection is cut fails, and the next one works", async () => {
  const victim = openDatabase({ url: store.url, schema: "shop", applicationName: "victim" });
  const cut = victim.transaction(async (transaction) => {
    await transaction.query("test.one", "SELECT 1 AS one");
    await killOthers();
    await transaction.query("test.one", "SELECT 1 AS one");
  });
  await expect(cut).rejects.toThrow();
  expect(await victim.transaction((transaction) => transaction.query("test.one", "SELECT 1 AS one"))).toEqual([
    { one: 1 },
  ]);
  await victim.close();
});

test("a statement that takes too long is ended, and its connection can be used again", async () => {
  const hasty = openDatabase({ url: store.url, schema: "shop", poolSize: 1, statementTimeoutMilliseconds: 50 });
  await expect(hasty.query("test.slow", "SELECT pg_sleep(30)")).rejects.toThrow("statement timeout");
  expect(await hasty.query("test.one", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await hasty.close();
});

test("a plan that no longer fits its table is made anew", async () => {
  const { database } = store;
  await database.query("test.make", "CREATE TABLE changing (a int)");
  await database.query("test.all", "SELECT * FROM changing");
  await database.query("test.change", "ALTER TABLE changing ADD COLUMN b int");
  await database.query("test.all", "SELECT * FROM changing").catch(() => {});
  expect(await database.query("test.all", "SELECT * FROM changing")).toEqual([]);
});

test("a server that is not there is told as StoreUnavailable", async () => {
  const nowhere = openDatabase({ url: "postgresql://nobody@127.0.0.1:1/nothing", schema: "shop" });
  await expect(nowhere.query("test.one", "SELECT 1 AS one")).rejects.toThrow(StoreUnavailable);
  await nowhere.close();
});

test("options in the URL are kept beside the search path", async () => {
  const url = new URL(store.url);
  url.searchParams.set("options", "-c work_mem=3MB");
  const database = openDatabase({ url: url.href, schema: "shop" });
  const settings = "SELECT current_setting('work_mem') AS memory, current_setting('search_path') AS path";
  expect(await database.query("test.settings", settings)).toEqual([{ memory: "3MB", path: "shop,public" }]);
  await database.close();
});
