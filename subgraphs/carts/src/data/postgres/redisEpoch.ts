import type { Queryable } from "@angidi/datastores";

/** What all replicas go by. */
export interface RedisEpoch {
  readonly epoch: number;
  /** For how many milliseconds more nobody is to go by Redis; 0 when it may be used. */
  readonly awayFor: number;
}

/** The epoch that replicas share, and whether one of them is without Redis. */
export interface RedisEpochs {
  read(): Promise<RedisEpoch>;
  /** Begins a new epoch. For so many milliseconds nobody is to go by Redis. */
  moveOn(awayFor: number): Promise<RedisEpoch>;
}

interface EpochRow {
  readonly epoch: number;
  readonly away_for: number;
}

const columns = `epoch,
  (extract(epoch FROM greatest(away_until - clock_timestamp(), interval '0')) * 1000)::double precision AS away_for`;

/** The epoch in a row of PostgreSQL, by whose clock alone an absence ends. */
export function redisEpochs(database: Queryable): RedisEpochs {
  return {
    async read() {
      return toEpoch(await database.query<EpochRow>("carts.redisEpoch", `SELECT ${columns} FROM redis_epoch`));
    },
    async moveOn(awayFor) {
      return toEpoch(
        await database.query<EpochRow>(
          "carts.moveRedisEpochOn",
          `UPDATE redis_epoch
           SET epoch = epoch + 1,
               away_until = greatest(away_until, clock_timestamp() + $1::double precision * interval '1 millisecond')
           RETURNING ${columns}`,
          [awayFor],
        ),
      );
    },
  };
}

function toEpoch([row]: EpochRow[]): RedisEpoch {
  if (!row) throw new Error("The row of redis_epoch is missing");
  return { epoch: row.epoch, awayFor: row.away_for };
}
