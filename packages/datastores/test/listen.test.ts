import { eventually, type TestDatabase, testDatabase } from "@angidi/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../src/index.ts";

let store: TestDatabase;
let sender: Database;
beforeAll(async () => {
  store = await testDatabase({ name: "shop", migrations: [] });
  sender = store.database;
});
afterAll(() => store.drop());

let channels = 0;
let channel: string;
beforeEach(() => {
  channel = `channel_${channels++}`;
});

const notify = (payload: string, to = channel) =>
  sender.query("test.notify", "SELECT pg_notify($1, $2)", [to, payload]);
const listeners = () =>
  sender.query<{ pid: number }>(
    "test.listeners",
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'listening' AND query LIKE 'LISTEN%'",
  );
const listening = () => openDatabase({ url: store.url, schema: "shop", applicationName: "listening" });

test("a listener hears its channel until it stops, and other channels not", async () => {
  const database = listening();
  const heard: string[] = [];
  const stop = await database.listen(channel, (payload) => heard.push(payload));
  const others: string[] = [];
  await database.listen(`${channel}_other`, (payload) => others.push(payload));
  await notify("one");
  await notify("two");
  await eventually(() => expect(heard).toEqual(["one", "two"]));
  await stop();
  await notify("three");
  await notify("end", `${channel}_other`);
  await eventually(() => expect(others).toEqual(["end"]));
  expect(heard).toEqual(["one", "two"]);
  await database.close();
});

test("all listeners of a database share one connection, and each hears", async () => {
  const database = listening();
  const heard: string[] = [];
  await Promise.all(
    ["a", "b", "c"].map((name) => database.listen(channel, (payload) => heard.push(`${name} ${payload}`))),
  );
  await notify("x");
  await eventually(() => expect(heard.sort()).toEqual(["a x", "b x", "c x"]));
  expect(await listeners()).toHaveLength(1);
  await database.close();
});

test("one that begins to listen while the last one stops is heard", async () => {
  const database = listening();
  const keep = await database.listen(`${channel}_keep`, () => {});
  const stop = await database.listen(channel, () => {});
  const heard: string[] = [];
  await Promise.all([stop(), database.listen(channel, (payload) => heard.push(payload))]);
  await notify("x");
  await eventually(() => expect(heard).toEqual(["x"]));
  await keep();
  await database.close();
});

test("after its connection was cut a listener is told that it may have missed something, and hears again", async () => {
  const database = listening();
  const heard: string[] = [];
  await database.listen(channel, (payload) => heard.push(payload));
  for (const { pid } of await listeners()) await sender.query("test.cut", "SELECT pg_terminate_backend($1)", [pid]);
  await eventually(() => expect(heard).toEqual([""]));
  await notify("again");
  await eventually(() => expect(heard).toEqual(["", "again"]));
  await database.close();
});
