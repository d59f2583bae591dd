import { describeOn, startSeverableProxy, testDatabase, testRedis } from "@angidi/testing";
import { openDatabase, postgresBroadcast, redisBroadcast } from "../src/index.ts";
import { broadcastContract } from "./contract/broadcast.ts";

broadcastContract("broadcast by PostgreSQL", async () => {
  const store = await testDatabase({ name: "shop", migrations: [] });
  return {
    startWay: () => startSeverableProxy(store.url),
    async open(way) {
      const database = openDatabase({ url: way.url, schema: "shop" });
      const broadcast = postgresBroadcast(database);
      return {
        ...broadcast,
        async close() {
          await broadcast.close();
          await database.close();
        },
      };
    },
    stop: () => store.drop(),
  };
});

describeOn("REDIS_URL", "with Redis", (url) => {
  broadcastContract("broadcast by Redis", async () => {
    const corner = testRedis(url);
    return {
      startWay: () => startSeverableProxy(url),
      open: (way) => redisBroadcast({ url: way.url, channelPrefix: corner.keyPrefix }),
      stop: () => corner.drop(),
    };
  });
});
