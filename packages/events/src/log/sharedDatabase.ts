import { type Database, openDatabase } from "@angidi/datastores";

interface Shared {
  readonly database: Database;
  /** Who has it and has not closed it. */
  users: number;
}

/** The databases that are open in this process, by what they were opened with. */
const open = new Map<string, Shared>();

/** Events are read and written in short statements, most of which wait for each other anyway. */
const poolSize = 6;

/**
 * The database of a schema, opened once for a process: where all subgraphs run in one, they have one pool and one
 * connection that listens. PostgreSQL wakes every connection that listens to anything for each NOTIFY, so one for each
 * subgraph would be felt in every event. It is closed when the last of those who have it has closed it.
 */
export function sharedDatabase(url: string, schema: string): Database {
  const key = JSON.stringify([url, schema]);
  const shared = open.get(key) ?? {
    database: openDatabase({ url, schema, poolSize, applicationName: "angidi events" }),
    users: 0,
  };
  shared.users += 1;
  open.set(key, shared);

  let closing: Promise<void> | undefined;
  async function close(): Promise<void> {
    shared.users -= 1;
    if (shared.users > 0) return;
    open.delete(key);
    await shared.database.close();
  }
  return {
    ...shared.database,
    close() {
      closing ??= close();
      return closing;
    },
  };
}
