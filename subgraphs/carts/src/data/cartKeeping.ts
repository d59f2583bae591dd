import { type Database, openRedis, type Transaction } from "@angidi/datastores";
import type { Surroundings } from "@angidi/subgraph";
import type { Config } from "../config.ts";
import type { CartStore, LockedCarts } from "./cartStore.ts";
import { postgresCarts } from "./postgres/carts.ts";
import { followCarts } from "./postgres/guestRows.ts";
import { lockedCarts } from "./postgres/lockedCarts.ts";
import { redisEpochs } from "./postgres/redisEpoch.ts";
import { cartEntries } from "./redis/cartEntries.ts";
import { redisCarts } from "./redis/carts.ts";
import { openFollowers } from "./redis/followers.ts";
import { openRows } from "./redis/rows.ts";
import { openStanding, type Periods } from "./redis/standing.ts";

/** The store of carts, and the same carts within an event's transaction. */
export interface CartKeeping {
  readonly carts: CartStore;
  lockedCarts(transaction: Transaction): Promise<LockedCarts>;
  close(): Promise<void>;
}

/** Carts on PostgreSQL alone. */
export async function keepCartsInPostgres(database: Database): Promise<CartKeeping> {
  // What an earlier configuration left in Redis is older than what is written from now on.
  await redisEpochs(database).moveOn(0);
  return {
    carts: postgresCarts(database),
    lockedCarts: async (transaction) => lockedCarts(transaction),
    close: async () => {},
  };
}

/** Carts on PostgreSQL with Redis in front. Redis may be away, now or later. */
export async function keepCartsInRedis(
  database: Database,
  settings: NonNullable<Config["redis"]>,
  log: Surroundings["log"],
  periods?: Partial<Periods>,
): Promise<CartKeeping> {
  const redis = await openRedis({ ...settings, applicationName: "carts" });
  const standing = openStanding({
    epochs: redisEpochs(database),
    // A write: a Redis that is full, or only the copy of another, answers reads.
    probe: () => redis.set("probe", 1, "PX", 1_000),
    onChange(state, reason) {
      if (state === "lost") log.warn({ reason }, "Redis is left alone: carts are on PostgreSQL");
      else log.info("Redis is back: carts are there again");
    },
    periods,
  });
  // A connection that was lost and made anew may be one to another Redis, which knows less.
  const onClose = () => standing.lose("the connection was closed");
  redis.on("close", onClose);
  const entries = cartEntries(redis);
  const rows = openRows(database, entries, standing);
  const followers = openFollowers({
    write: (carts) => followCarts(database, carts),
    onOvertaken: (cart) => rows.moveToRow(cart.id, cart),
    onFailure: (error) => log.warn({ err: error }, "guests' carts could not be written to PostgreSQL yet"),
  });
  return {
    carts: redisCarts({ database, entries, standing, followers, rows }),
    async lockedCarts(transaction) {
      const { carts, publish } = await rows.locked(transaction);
      transaction.afterCommit(() => {
        publish().catch((error) => log.warn({ err: error }, "Redis could not be told of a cart"));
      });
      return carts;
    },
    async close() {
      await followers.stop();
      redis.off("close", onClose);
      redis.disconnect();
    },
  };
}
