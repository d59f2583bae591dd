import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import {
  describeOn,
  eventually,
  type SeverableProxy,
  startSeverableProxy,
  type TestRedis,
  testRedis,
} from "@angidi/testing";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
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

describe("a Redis that is loading its data", () => {
  test("holds nobody's start up, and is used once it has", async () => {
    let isLoading = true;
    const server = createServer((socket) => {
      socket.on("error", () => {});
      // The client asks for INFO first, and again for as long as that says "loading:1".
      socket.on("data", (data) => {
        const commands = String(data).match(/\*\d+\r\n/g)?.length ?? 0;
        const info = `loading:${isLoading ? 1 : 0}\r\nloading_eta_seconds:1\r\n`;
        for (let command = 0; command < commands; command += 1) socket.write(`$${info.length}\r\n${info}\r\n`);
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const began = performance.now();
    const redis = await openRedis({ url: `redis://127.0.0.1:${port}`, keyPrefix: "", applicationName: "test" });
    try {
      expect(performance.now() - began).toBeLessThan(5_000);
      expect(redis.status).not.toBe("ready");
      await expect(redis.get("key")).rejects.toThrow();
      isLoading = false;
      await eventually(() => expect(redis.status).toBe("ready"));
    } finally {
      redis.disconnect();
      server.close();
    }
  });
});
