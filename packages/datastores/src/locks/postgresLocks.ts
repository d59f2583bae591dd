import pg from "pg";
import { connectionConfig } from "../database/connection.ts";
import { type Database, StoreUnavailable } from "../database/database.ts";
import { sessionsBehind } from "../database/openDatabase.ts";
import { announceStatement } from "../statements.ts";
import { LEASE, type Locks } from "./locks.ts";

/**
 * Locks by advisory locks of the database's schema. Each lock that is held has a connection of its own, since it lives as
 * long as that and work may take longer than a transaction should.
 */
export function postgresLocks(database: Database, { leaseMilliseconds = LEASE } = {}): Locks {
  const { connection } = sessionsBehind(database);
  const { schema } = database;
  // The server lets go of a holder that does not answer it any more, and the holder gives up a server that does not.
  const silence = Math.ceil(leaseMilliseconds / 3_000);
  const keepAlive = `-c tcp_keepalives_idle=${silence} -c tcp_keepalives_interval=${silence} -c tcp_keepalives_count=1`;

  return {
    async hold(name, work) {
      const config = connectionConfig({ ...connection, applicationName: `${connection.applicationName} ${name}` });
      const client = new pg.Client({
        ...config,
        options: `${config.options} ${keepAlive}`,
        query_timeout: leaseMilliseconds / 2,
      });
      const lost = new AbortController();
      client.on("error", () => lost.abort());
      client.on("end", () => lost.abort());

      async function ask(label: string, text: string, values: unknown[] = []) {
        announceStatement(schema, label, text, values);
        return client.query(text, values);
      }
      async function isFree(): Promise<boolean> {
        try {
          await client.connect();
          const { rows } = await ask(
            "datastores.tryLock",
            "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken",
            [`angidi.lock ${schema} ${name}`],
          );
          return rows[0].taken;
        } catch (cause) {
          throw new StoreUnavailable(`The database of ${schema} cannot be asked for a lock.`, { cause });
        }
      }

      let pulse: NodeJS.Timeout | undefined;
      try {
        if (!(await isFree())) return { kind: "busy" };
        pulse = setInterval(() => ask("datastores.pulse", "SELECT 1").catch(() => lost.abort()), leaseMilliseconds / 3);
        return { kind: "done", result: await work(lost.signal) };
      } finally {
        clearInterval(pulse);
        client.removeAllListeners("end");
        await hangUp(client, leaseMilliseconds / 2); // with the connection goes the lock
      }
    },
  };
}

/** Ends a connection; one whose server says nothing any more is not waited for. */
async function hangUp(client: pg.Client, deadline: number): Promise<void> {
  const ended = client.end().catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, deadline);
  });
  await Promise.race([ended, enough]);
  clearTimeout(timer);
}
