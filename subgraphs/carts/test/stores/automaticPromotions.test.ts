import { type Cache, memoryCache, redisCache } from "@angidi/datastores";
import { describeOn, eventually, testRedis } from "@angidi/testing";
import { afterEach, describe, expect, test } from "@jest/globals";
import { cachedAutomaticPromotions } from "../../src/data/automaticPromotions.ts";
import type { Promotion } from "../../src/domain/promotion.ts";
import { noon, promotionOf } from "../domain/arbitraries.ts";

const sale = promotionOf({ kind: "PERCENTAGE", basisPoints: 1_000 }, { id: "sale", code: null });

/** A store of promotions whose reads are counted, and that can be away. */
function countedStore(list: Promotion[]) {
  const store = {
    list,
    reads: 0,
    isAway: false,
    async automatic() {
      store.reads += 1;
      if (store.isAway) throw new Error("away");
      return [...store.list];
    },
  };
  return store;
}

const opened: Cache[] = [];
afterEach(async () => {
  for (const cache of opened.splice(0)) await cache.close();
});
async function replica(store: ReturnType<typeof countedStore>, cache: Promise<Cache> = memoryCache()) {
  opened.push(await cache);
  return cachedAutomaticPromotions(store, await cache, () => noon);
}

describe("promotions without a code", () => {
  test("are read once for all who ask, and again after a change", async () => {
    const store = countedStore([sale]);
    const automatic = await replica(store);
    const answers = await Promise.all(Array.from({ length: 20 }, () => automatic.inForce()));
    expect(new Set(answers).size).toBe(1);
    expect(store.reads).toBe(1);
    store.list = [];
    await automatic.changed();
    expect(await automatic.inForce()).toEqual([]);
    expect(store.reads).toBe(2);
  });

  test("are read again when reading them has failed", async () => {
    const store = countedStore([sale]);
    const automatic = await replica(store);
    store.isAway = true;
    await expect(automatic.inForce()).rejects.toThrow("away");
    store.isAway = false;
    expect(await automatic.inForce()).toEqual([sale]);
  });
});

describeOn("REDIS_URL", "promotions without a code, in two processes that share Redis", (url) => {
  test("are read again by both when one has changed them", async () => {
    const redis = testRedis(url);
    const store = countedStore([sale]);
    const shared = () => replica(store, redisCache({ url, keyPrefix: redis.keyPrefix, applicationName: "test" }));
    const [here, there] = [await shared(), await shared()];
    expect(await Promise.all([here.inForce(), there.inForce()])).toEqual([[sale], [sale]]);
    store.list = [];
    await here.changed();
    expect(await here.inForce()).toEqual([]);
    await eventually(async () => expect(await there.inForce()).toEqual([]));
    await redis.drop();
  });
});
