import { describeOn, startSeverableProxy, testDatabase, testRedis } from "@angidi/testing";
import { openDatabase, openRedis, postgresLocks, redisLocks } from "../src/index.ts";
import { locksContract } from "./contract/locks.ts";

locksContract("locks in PostgreSQL", async () => {
  const store = await testDatabase({ name: "shop", migrations: [] });
  return {
    startWay: () => startSeverableProxy(store.url),
    async open(way, leaseMilliseconds) {
      const database = openDatabase({ url: way.url, schema: "shop" });
      return { locks: postgresLocks(database, { leaseMilliseconds }), close: () => database.close() };
    },
    stop: () => store.drop(),
  };
});

describeOn("REDIS_URL", "with Redis", (url) => {
  locksContract("locks in Redis", async () => {
    const corner = testRedis(url);
    return {
      startWay: () => startSeverableProxy(url),
      async open(way, leaseMilliseconds) {
        const redis = await openRedis({ url: way.url, keyPrefix: corner.keyPrefix, applicationName: "test" });
        return { locks: redisLocks(redis, { leaseMilliseconds }), close: async () => redis.disconnect() };
      },
      stop: () => corner.drop(),
    };
  });
});
