import {
  describeOn,
  eventually,
  type SeverableProxy,
  startSeverableProxy,
  type TestRedis,
  testRedis,
} from "@angidi/testing";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Cache, memoryCache, redisCache } from "../src/index.ts";
import { cacheContract } from "./contract/cache.ts";

cacheContract("cache in memory", async () => ({ open: () => memoryCache(), stop: async () => {} }));

describeOn("REDIS_URL", "with Redis", (url) => {
  const openAt = (address: string, { keyPrefix }: TestRedis) =>
    redisCache({ url: address, keyPrefix, applicationName: "test" });

  cacheContract("cache in memory and Redis", async () => {
    const corner = testRedis(url);
    return { open: () => openAt(url, corner), stop: () => corner.drop() };
  });

  let corner: TestRedis;
  let way: SeverableProxy;
  let one: Cache;
  let other: Cache;
  beforeEach(async () => {
    corner = testRedis(url);
    way = await startSeverableProxy(url);
    [one, other] = await Promise.all([openAt(way.url, corner), openAt(url, corner)]);
  });
  afterEach(async () => {
    await Promise.all([one.close(), other.close()]);
    await way.stop();
    await corner.drop();
  });

  test("processes share what was made", async () => {
    await one.getOrSet("key", 60, async () => "of one");
    expect(await other.getOrSet("key", 60, async () => "of the other")).toBe("of one");
    expect(await corner.keys()).toEqual([expect.stringMatching(/^cache:.*key$/)]);
  });

  test("what one deletes the other forgets, too", async () => {
    await one.getOrSet("key", 60, async () => "old");
    await other.getOrSet("key", 60, async () => "old");
    await other.delete(["key"]);
    await eventually(async () => expect(await one.getOrSet("key", 60, async () => "new")).toBe("new"));
  });

  test("while Redis is away it is a cache in memory", async () => {
    way.refuse();
    await eventually(() => expect(way.connections).toBe(0));
    let made = 0;
    const make = async () => ++made;
    expect(await one.getOrSet("key", 60, make)).toBe(1);
    expect(await one.getOrSet("key", 60, make)).toBe(1);
    await one.delete(["key"]);
    expect(await one.getOrSet("key", 60, make)).toBe(2);
  });

  test("what was deleted while it could not hear of it is forgotten when it hears again", async () => {
    await one.getOrSet("key", 60, async () => "old");
    way.refuse();
    await eventually(() => expect(way.connections).toBe(0));
    await other.delete(["key"]);
    expect(await one.getOrSet("key", 60, async () => "new")).toBe("old");
    way.restore();
    await eventually(async () => expect(await one.getOrSet("key", 60, async () => "new")).toBe("new"));
  });
});
