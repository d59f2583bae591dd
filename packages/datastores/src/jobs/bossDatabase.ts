import type { Db } from "pg-boss";
import type { Database, Queryable } from "../database/database.ts";
import { sessionsBehind } from "../database/openDatabase.ts";
import { asWorker } from "../worker.ts";

/** The database as pg-boss wants it for its own work: on our pool, its statements counted as a worker's. */
export function bossDatabase(database: Database, schema: string): Db {
  const { withSession } = sessionsBehind(database);
  return {
    executeSql: (text, values) =>
      asWorker(() => withSession((session) => session.sendUnlabelled(`${schema}.boss`, text, values))),
    listen: async (channel, onNotification, onReconnect) => {
      const close = await database.listen(channel, (payload) => (payload ? onNotification(payload) : onReconnect()));
      return { close };
    },
  };
}

/** The caller's own database or transaction as pg-boss wants it for the one statement that adds a job. */
export function sendingThrough(queryable: Queryable, label: string): Db {
  return { executeSql: async (text, values) => ({ rows: await queryable.query(label, text, values ?? []) }) };
}
