import { StoreUnavailable } from "@angidi/datastores";
import type { KafkaClient } from "./client.ts";
import { within } from "./deadline.ts";

interface Client {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

/** A part of a client (who asks, who appends) that is connected while it serves, and replaced when it does not. */
export interface Connected<C extends Client> {
  /** Rejects with StoreUnavailable when it takes longer than the milliseconds. */
  use<T>(name: string, milliseconds: number, work: (client: C) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** For how long a client may take to say goodbye to brokers that may be away. */
export const disconnectMilliseconds = 3_000;

/**
 * Connects when it is first used. After whatever failure the client is thrown away with all that it believes (connections,
 * who leads a partition, the numbers of an idempotent producer), and the next use has a new one. Who uses it at the same time may
 * come to an end with it.
 */
export function connected<C extends Client>(
  open: () => Promise<KafkaClient>,
  partOf: (client: KafkaClient) => C,
): Connected<C> {
  interface Current {
    readonly ready: Promise<C>;
    readonly uses: Set<Promise<unknown>>;
    end(): Promise<void>;
  }
  let current: Current | undefined;
  let closed = false;

  function connect(): Current {
    const opened = open();
    const part = opened.then(partOf);
    const ready = part.then(async (one) => {
      await one.connect();
      return one;
    });
    return {
      ready,
      uses: new Set(),
      async end() {
        const disconnected = part.then((one) => one.disconnect());
        await within(disconnectMilliseconds, "to disconnect", disconnected).catch(() => {});
        await opened.then(({ release }) => release()).catch(() => {});
      },
    };
  }

  return {
    async use(name, milliseconds, work) {
      if (closed) throw new StoreUnavailable("The event log is closed");
      current ??= connect();
      const mine = current;
      const outcome = within(milliseconds, name, mine.ready.then(work));
      mine.uses.add(outcome);
      try {
        return await outcome;
      } catch (error) {
        if (current === mine) {
          current = undefined;
          void Promise.allSettled(mine.uses).then(mine.end);
        }
        throw error;
      } finally {
        mine.uses.delete(outcome);
      }
    },
    async close() {
      closed = true;
      await current?.end();
    },
  };
}
