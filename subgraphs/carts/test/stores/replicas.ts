import {
  type SeverableProxy,
  startSeverableProxy,
  type TestDatabase,
  type TestRedis,
  testRedis,
} from "@angidi/testing";
import { type CartKeeping, keepCartsInRedis } from "../../src/data/cartKeeping.ts";
import type { Periods } from "../../src/data/redis/standing.ts";
import { cartsDatabase, log } from "./carts.ts";

/** Replicas with one PostgreSQL and one Redis, each with a way of its own there. */
export interface Replicas {
  readonly database: TestDatabase["database"];
  readonly redis: TestRedis;
  readonly replicas: readonly (CartKeeping & { readonly way: SeverableProxy })[];
  close(): Promise<void>;
}

/** A replica's view of the epoch is never old here, and whoever lost Redis is back soon. */
export const impatient: Periods = { view: 0, absence: 60, rest: 5 };

export async function startReplicas(
  url: string,
  count: number,
  periods: Partial<Periods> = impatient,
): Promise<Replicas> {
  const { database, drop } = await cartsDatabase();
  const redis = testRedis(url);
  const replicas = await Promise.all(
    Array.from({ length: count }, async () => {
      const way = await startSeverableProxy(url);
      const keeping = await keepCartsInRedis(database, { url: way.url, keyPrefix: redis.keyPrefix }, log, periods);
      return { ...keeping, way };
    }),
  );
  return {
    database,
    redis,
    replicas,
    async close() {
      for (const { close, way } of replicas) {
        await close();
        await way.stop();
      }
      await redis.drop();
      await drop();
    },
  };
}
