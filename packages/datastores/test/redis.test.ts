import {
  describeOn,
  eventually,
  type SeverableProxy,
  startSeverableProxy,
  type TestRedis,
  testRedis,
} from "@angidi/testing";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openRedis, type Redis, redisScript } from "../src/index.ts";

describeOn("REDIS_URL", "a client of Redis", (url) => {
  let corner: TestRedis;
  let way: SeverableProxy;
  let redis: Redis;
  beforeEach(async () => {
    corner = testRedis(url);
    way = await startSeverableProxy(url);
    redis = await openRedis({ url: way.url, keyPrefix: corner.keyPrefix, applicationName: "test" });
  });
  afterEach(async () => {
    redis.disconnect();
    await way.stop();
    await corner.drop();
  });

  test("prefixes keys, also those of scripts", async () => {
    await redis.set("one", "1");
    await redis.eval("return redis.call('SET', KEYS[1], ARGV[1])", 1, "two", "2");
    expect(await corner.keys()).toEqual(["one", "two"]);
  });

  test("runs a script by its hash, and sends it again to a server that has forgotten it", async () => {
    const add = redisScript(`return redis.call("INCRBY", KEYS[1], ARGV[1]) -- ${corner.keyPrefix}`);
    expect(await add(redis, ["sum"], [2])).toBe(2);
    expect(await add(redis, ["sum"], [3])).toBe(5);
    await expect(redisScript("return nothing.at.all")(redis, [])).rejects.toThrow();
  });

  test("rejects at once while Redis is away, and works again when it is back", async () => {
    way.refuse();
    await eventually(() => expect(way.connections).toBe(0));
    await eventually(async () => {
      const began = performance.now();
      await expect(redis.set("key", "value")).rejects.toThrow("isn't writeable");
      expect(performance.now() - began).toBeLessThan(50);
    });
    way.restore();
    await eventually(async () => expect(await redis.set("key", "value")).toBe("OK"));
  });

  test("rejects a command that is not answered in time, and gives up a connection that stays silent", async () => {
    way.stall();
    const began = performance.now();
    await expect(redis.get("key")).rejects.toThrow("timed out");
    expect(performance.now() - began).toBeLessThan(1_000);
    await eventually(() => expect(redis.status).not.toBe("ready"));
    way.restore();
    await eventually(async () => expect(await redis.get("key")).toBe(null));
  });

  test("opens although Redis is away, and finds it later", async () => {
    way.refuse();
    const early = await openRedis({ url: way.url, keyPrefix: corner.keyPrefix, applicationName: "early" });
    await expect(early.get("key")).rejects.toThrow();
    way.restore();
    await eventually(async () => expect(await early.get("key")).toBe(null));
    early.disconnect();
  });
});
