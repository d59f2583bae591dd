import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type ConnectionSettings, connectionConfig, isTransient } from "./connection.ts";
import type { Database, Transaction } from "./database.ts";
import { Listener } from "./listener.ts";
import { Session } from "./session.ts";
import { runTransaction } from "./transaction.ts";

export interface DatabaseSettings {
  url: string;
  /** The schema in which the tables lie; statements name them without it. */
  schema: string;
  /** Most connections held at once, not counting the one that listens. */
  poolSize?: number;
  /** How the connections are named in `pg_stat_activity`; the schema by default. */
  applicationName?: string;
  /** After how long the server ends a statement, 15 s by default. */
  statementTimeoutMilliseconds?: number;
}

const MOST_ATTEMPTS = 5;
const IDLE_CONNECTION = 30_000;

/** Opens a database. Nothing is connected before the first statement. */
export function openDatabase(settings: DatabaseSettings): Database {
  return openSessions(settings).database;
}

/**
 * A database together with its sessions and how they are made, for what in this package has to send SQL that is not
 * labelled or needs a connection of its own.
 */
export interface Sessions {
  database: Database;
  connection: ConnectionSettings;
  withSession<T>(use: (session: Session) => Promise<T>): Promise<T>;
}

const sessionsOf = new WeakMap<Database, Sessions>();

/** The sessions behind a database that `openDatabase` gave. */
export function sessionsBehind(database: Database): Sessions {
  const sessions = sessionsOf.get(database);
  if (!sessions) throw new TypeError("This database was not opened by openDatabase.");
  return sessions;
}

/** The same database with some of its methods decorated: jobs and locks find its sessions as before. */
export function decorateDatabase(
  database: Database,
  decorated: Partial<Pick<Database, "query" | "transaction">>,
): Database {
  const around: Database = { ...database, ...decorated };
  sessionsOf.set(around, sessionsBehind(database));
  return around;
}

function openSessions({
  url,
  schema,
  poolSize = 5,
  applicationName = schema,
  statementTimeoutMilliseconds = 15_000,
}: DatabaseSettings): Sessions {
  const connection = { url, schema, applicationName, statementTimeoutMilliseconds };
  const pool = new pg.Pool({ ...connectionConfig(connection), max: poolSize, idleTimeoutMillis: IDLE_CONNECTION });
  // The pool tells of an idle connection that was lost. It has dropped it already, the next statement gets another.
  pool.on("error", () => {});
  const listener = new Listener(connection);

  async function withSession<T>(use: (session: Session) => Promise<T>): Promise<T> {
    const session = await Session.checkOut(pool, schema);
    try {
      return await use(session);
    } finally {
      session.release();
    }
  }

  async function transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { result, afterCommit } = await again(() => withSession((session) => runTransaction(session, work)));
    for (const callback of afterCommit) {
      try {
        callback();
      } catch (error) {
        process.emitWarning(`What was to happen after a commit in ${schema} failed: ${error}`); // it is committed
      }
    }
    return result;
  }

  let closing: Promise<unknown> | undefined;
  const database: Database = {
    schema,
    query: <Row>(label: string, text: string, values: readonly unknown[] = []) =>
      again(() => withSession((session) => session.query<Row>(label, text, values))),
    transaction,
    listen: (channel, onMessage) => listener.listen(channel, onMessage),
    close: async () => {
      closing ??= Promise.all([listener.close(), pool.end()]);
      await closing;
    },
  };
  const sessions = { database, connection, withSession };
  sessionsOf.set(database, sessions);
  return sessions;
}

/** Runs a transaction (or a statement, which is one) again when it lost against another one. */
async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isTransient(error) || count === MOST_ATTEMPTS) throw error;
      // Without jitter, two that met in a deadlock would meet in the next one.
      await pause(Math.random() * 20 * 2 ** count);
    }
  }
}
