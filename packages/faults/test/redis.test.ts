import { openRedis, redisScript } from "@angidi/datastores";
import { describeOn, testRedis } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { faultsBy, parseFaults } from "../src/index.ts";

describeOn("REDIS_URL", "a connection to Redis", (url) => {
  test("loses answers of commands that were carried out, and of scripts", async () => {
    const place = testRedis(url);
    let text = "redis.carts:lost=1";
    const faults = faultsBy(() => parseFaults(text).plan, 1);
    const redis = await openRedis(
      faults.redis("carts", { url, keyPrefix: place.keyPrefix, applicationName: "faults" }),
    );
    const increment = redisScript("return redis.call('INCR', KEYS[1])");
    try {
      await expect(redis.set("one", 1)).rejects.toThrow("it was done, and nobody was told");
      await expect(increment(redis, ["one"])).rejects.toThrow("on purpose");
      text = "";
      expect(await redis.get("one")).toBe("2");
      text = "redis:error=1";
      await expect(redis.incr("one")).rejects.toThrow("it was not done");
      text = "";
      expect(await redis.get("one")).toBe("2");
    } finally {
      redis.disconnect();
      await place.drop();
    }
  });
});
