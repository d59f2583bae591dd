import type { Database } from "../database/database.ts";
import { type Broadcast, checkMessage } from "./broadcast.ts";

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

/**
 * Broadcasts by NOTIFY, all channels on the database's one listening connection. A statement's own `pg_notify` is heard
 * too, and is told only if its transaction commits.
 */
export function postgresBroadcast(database: Database): Broadcast {
  const stops = new Set<() => Promise<void>>();
  let isClosed = false;

  return {
    async publish(channel, message) {
      checkMessage(message);
      await database.query("datastores.broadcast", "SELECT pg_notify($1, $2)", [channel, message]).catch(() => {});
    },

    async listen(channel, onMessage) {
      const stop = await listenInTheEnd(database, channel, onMessage);
      stops.add(stop);
      if (isClosed) await stop(); // it was closed meanwhile
      return () => {
        stops.delete(stop);
        return stop();
      };
    },

    async close() {
      isClosed = true;
      await Promise.all([...stops].map((stop) => stop()));
      stops.clear();
    },
  };
}

/** Listens now or, when the database cannot be reached, as soon as it can. Once it listens it reconnects by itself. */
async function listenInTheEnd(
  database: Database,
  channel: string,
  onMessage: (message: string) => void,
): Promise<() => Promise<void>> {
  let isOver = false;
  let stop: (() => Promise<void>) | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function tryToListen(): Promise<boolean> {
    const listening = await database.listen(channel, onMessage).catch(() => undefined);
    if (isOver) await listening?.();
    else stop = listening;
    return listening !== undefined;
  }
  function tryLater(pause: number): void {
    if (isOver) return;
    retry = setTimeout(
      async () => {
        if (!(await tryToListen())) tryLater(Math.min(pause * 2, LONGEST_PAUSE));
        else if (!isOver) onMessage("");
      },
      pause * (0.5 + Math.random()),
    );
    retry.unref();
  }

  if (!(await tryToListen())) tryLater(FIRST_PAUSE);
  return async () => {
    isOver = true;
    clearTimeout(retry);
    await stop?.();
  };
}
