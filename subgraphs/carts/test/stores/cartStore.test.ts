import { describeOn, testRedis } from "@angidi/testing";
import { describe } from "@jest/globals";
import { keepCartsInPostgres, keepCartsInRedis } from "../../src/data/cartKeeping.ts";
import { cartStoreContract } from "./cartStoreContract.ts";
import { cartsDatabase, log } from "./carts.ts";

describe("a store of carts on PostgreSQL", () => {
  cartStoreContract(async () => {
    const { database, drop } = await cartsDatabase();
    const { carts } = await keepCartsInPostgres(database);
    return { stores: [carts, carts], close: drop };
  });
});

describeOn("REDIS_URL", "a store of carts on Redis", (url) => {
  cartStoreContract(async () => {
    const { database, drop } = await cartsDatabase();
    const redis = testRedis(url);
    const open = () => keepCartsInRedis(database, redis, log);
    const replicas = [await open(), await open()] as const;
    return {
      stores: [replicas[0].carts, replicas[1].carts],
      async close() {
        for (const replica of replicas) await replica.close();
        await redis.drop();
        await drop();
      },
    };
  });
});
