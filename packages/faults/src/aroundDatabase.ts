import { type Database, decorateDatabase, StoreUnavailable, type Transaction } from "@angidi/datastores";
import type { Dice } from "./dice.ts";
import type { Point } from "./points.ts";
import { suffer, sufferAfter, sufferBefore } from "./suffer.ts";

/**
 * Puts faults around a database's transactions, and the statements that are one. One that fails has done all of its work
 * and is rolled back at its end; one whose answer is lost is committed, and nobody hears of it.
 */
export function aroundDatabase(database: Database, dice: Dice): Database {
  const point: Point = ["database", database.schema];
  const failure = (message: string) => new StoreUnavailable(message);
  return decorateDatabase(database, {
    query: (label, text, values) => suffer(point, { dice, failure }, () => database.query(label, text, values)),

    async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
      const thrown = dice.throwFor(point);
      if (!thrown) return database.transaction(work);
      const isLost = thrown.failure === "lost";
      const result = await database.transaction(async (transaction) => {
        const done = await work(isLost ? { ...transaction, afterCommit: () => {} } : transaction);
        await sufferBefore(point, thrown, { failure });
        return done;
      });
      sufferAfter(point, thrown, { failure });
      return result;
    },
  });
}
