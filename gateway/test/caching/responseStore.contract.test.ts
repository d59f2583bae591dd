import { randomUUID } from "node:crypto";
import { eventually, startSeverableProxy } from "@angidi/testing";
import { afterEach, describe, expect, test } from "@jest/globals";
import { memoryStore } from "../../src/caching/memoryStore.ts";
import { redisStore } from "../../src/caching/redisStore.ts";
import type { KeptResponse, ResponseStore } from "../../src/caching/responseStore.ts";
import { silent } from "../kit/graph.ts";

const redisUrl = process.env.REDIS_URL;
if (!redisUrl) process.stdout.write("REDIS_URL is not set: answers kept on Redis are left out\n");

const largest = 10_000;
const keyPrefix = "angidi-test:";
const onRedis = (url: string) =>
  redisStore({ url, keyPrefix, timeoutMilliseconds: 2_000, longestSeconds: 600, largest }, silent);

const adapters: readonly (readonly [string, () => ResponseStore])[] = [
  ["in memory", () => memoryStore({ bytes: 1_000_000, entries: 100, largest })],
  ...(redisUrl ? [["on Redis", () => onRedis(redisUrl)] as const] : []),
];

const answer = (text: string, maxAge = 60): KeptResponse => ({ text, storedAt: Date.now(), maxAge });

describe.each(adapters)("answers kept %s", (_name, make) => {
  const stores: ResponseStore[] = [];
  afterEach(() => {
    for (const store of stores.splice(0)) store.close();
  });

  /** A store that is there, with a key and a tag that nobody else uses. */
  async function started() {
    const store = make();
    stores.push(store);
    await eventually(async () => expect((await store.find(randomUUID())).mark).toBeDefined());
    const markOf = async () => (await store.find(randomUUID())).mark!;
    return { store, markOf, key: randomUUID(), tag: `T${randomUUID().replaceAll("-", "")}` };
  }

  test("are found again as they were", async () => {
    const { store, markOf, key, tag } = await started();
    const kept = answer('{"data":{"text":"ü, 漢 and \\n"}}');
    expect(await store.keep(key, kept, [tag], await markOf())).toBe(true);
    expect((await store.find(key)).response).toEqual(kept);
    expect((await store.find(`${key}-other`)).response).toBeUndefined();
  });

  test("go with any of their tags, and with no other", async () => {
    const { store, markOf, key, tag } = await started();
    await store.keep(key, answer("{}"), [`${tag}:1`, tag], await markOf());
    await store.invalidate([`${tag}:2`, `${tag}[]`]);
    expect((await store.find(key)).response).toBeDefined();
    await store.invalidate([`${tag}:1`]);
    expect((await store.find(key)).response).toBeUndefined();
  });

  test("that may hold any entity go with each", async () => {
    const { store, markOf, key, tag } = await started();
    await store.keep(key, answer("{}"), [`${tag}:*`], await markOf());
    await store.invalidate([`${tag}:2`]);
    expect((await store.find(key)).response).toBeUndefined();
  });

  test("are good for nobody if they were begun before a tag of theirs went", async () => {
    const { store, markOf, key, tag } = await started();
    const mark = await markOf();
    await store.invalidate([tag]);
    expect(await store.keep(key, answer("{}"), [tag], mark)).toBe(false);
    expect((await store.find(key)).response).toBeUndefined();
    expect(await store.keep(key, answer("{}"), [tag], await markOf())).toBe(true);
    expect((await store.find(key)).response).toBeDefined();
  });

  test("go when their age is over", async () => {
    const { store, markOf, key, tag } = await started();
    await store.keep(key, answer("{}", 1), [tag], await markOf());
    await eventually(async () => expect((await store.find(key)).response).toBeUndefined());
  });

  test("that are too large are not kept, but good for those who wait", async () => {
    const { store, markOf, key, tag } = await started();
    expect(await store.keep(key, answer("x".repeat(largest + 1)), [tag], await markOf())).toBe(true);
    expect((await store.find(key)).response).toBeUndefined();
  });
});

describe("answers in memory", () => {
  test("take no more room than they may, and the one unused for longest goes first", () => {
    const store = memoryStore({ bytes: 1_000_000, entries: 2, largest });
    store.keep("one", answer("{}"), [], 0);
    store.keep("two", answer("{}"), [], 0);
    store.find("one");
    store.keep("three", answer("{}"), [], 0);
    const has = (key: string) => "response" in store.find(key) && store.find(key);
    expect(["one", "two", "three"].map((key) => (has(key) as { response?: unknown }).response !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
    const small = memoryStore({ bytes: 5_000, entries: 100, largest });
    for (let index = 0; index < 10; index++) small.keep(`${index}`, answer("x".repeat(1_000)), [], 0);
    const left = Array.from({ length: 10 }, (_, index) => (small.find(`${index}`) as { response?: unknown }).response);
    expect(left.filter(Boolean)).toHaveLength(2);
  });
});

(redisUrl ? describe : describe.skip)("answers on Redis", () => {
  test("are out of date for every replica when one of them says so", async () => {
    const [one, other] = [onRedis(redisUrl!), onRedis(redisUrl!)];
    for (const store of [one, other]) {
      await eventually(async () => expect((await store.find(randomUUID())).mark).toBeDefined());
    }
    const [key, tag] = [randomUUID(), `T${randomUUID().replaceAll("-", "")}`];
    await one.keep(key, answer("{}"), [tag], (await one.find(key)).mark!);
    expect((await other.find(key)).response).toBeDefined();
    await other.invalidate([tag]);
    expect((await one.find(key)).response).toBeUndefined();
    one.close();
    other.close();
  });

  test("are still out of date when Redis comes back, though it was told while it was away", async () => {
    const way = await startSeverableProxy(redisUrl!);
    const store = redisStore(
      { url: way.url, keyPrefix, timeoutMilliseconds: 2_000, longestSeconds: 600, largest },
      silent,
    );
    const isThere = () => eventually(async () => expect((await store.find("any")).mark).toBeDefined());
    await isThere();
    const [key, tag] = [randomUUID(), `T${randomUUID().replaceAll("-", "")}`];
    await store.keep(key, answer("{}"), [tag], (await store.find(key)).mark!);
    expect((await store.find(key)).response).toBeDefined();
    way.refuse();
    await store.invalidate([tag]);
    expect((await store.find(key)).response).toBeUndefined();
    way.restore();
    await isThere();
    expect((await store.find(key)).response).toBeUndefined();
    store.close();
    await way.stop();
  });

  test("are not there while Redis is away, and nothing rejects", async () => {
    const store = redisStore(
      { url: "redis://127.0.0.1:1", keyPrefix, timeoutMilliseconds: 50, longestSeconds: 600, largest },
      silent,
    );
    expect(await store.find("key")).toEqual({ response: undefined, mark: undefined });
    expect(await store.keep("key", answer("{}"), ["T"], 1)).toBe(false);
    await store.invalidate(["T"]);
    store.close();
  });
});
