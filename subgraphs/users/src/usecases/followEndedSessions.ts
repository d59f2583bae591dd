import { asWorker } from "@angidi/datastores";
import type { Ports } from "../ports.ts";

/** A session that is over, and until when access tokens that were issued for it may come. */
export interface EndedSession {
  readonly id: string;
  readonly until: Date;
}

/** How long a message that was lost may go unnoticed. */
const lookMilliseconds = 30_000;
/** So many are told at a time. */
const mostAtOnce = 1_000;
/** Somebody who does not read may keep so many waiting; after that they get what waits, and have to begin again. */
const mostWaiting = 100_000;

/**
 * Every session that ended so lately that access tokens of it may not have expired yet, and from then on each as it ends,
 * until the iterator is returned. Some come more than once.
 */
export async function followEndedSessions({
  store,
  sessionEndings,
  accessTokenLifetimeSeconds,
  clock,
  log,
}: Pick<Ports, "store" | "sessionEndings" | "accessTokenLifetimeSeconds" | "clock" | "log">): Promise<
  AsyncIterableIterator<EndedSession[]>
> {
  const lifetime = accessTokenLifetimeSeconds * 1_000;
  const waiting = new Map<string, EndedSession>();
  let isOver = false;
  let isFull = false;
  let wake = () => {};

  function add(id: string, endedAt: Date): void {
    if (isFull) return;
    waiting.set(id, { id, until: new Date(endedAt.getTime() + lifetime) });
    isFull = waiting.size >= mostWaiting;
    wake();
  }
  async function look(): Promise<void> {
    const ended = await store.sessions.endedSince(new Date(clock().getTime() - lifetime));
    for (const { id, endedAt } of ended) add(id, endedAt);
  }
  const lookAgain = () =>
    void asWorker(look).catch((error) => log.warn({ err: error }, "Ended sessions cannot be read; tried again later"));

  // First listen, then look: what ends in between is told twice, and not never.
  const stopListening = await asWorker(() =>
    sessionEndings.listen((ids) => {
      if (ids === "missed") lookAgain();
      else for (const id of ids) add(id, clock());
    }),
  );
  const timer = setInterval(lookAgain, lookMilliseconds);
  async function end(): Promise<void> {
    isOver = true;
    clearInterval(timer);
    wake();
    await stopListening();
  }
  await asWorker(look).catch(async (error) => {
    await end();
    throw error;
  });

  const ended: AsyncIterableIterator<EndedSession[]> = {
    [Symbol.asyncIterator]: () => ended,
    async next() {
      while (waiting.size === 0 && !isOver && !isFull) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (isOver || waiting.size === 0) {
        await end();
        return { done: true, value: undefined };
      }
      const value = [...waiting.values()].slice(0, mostAtOnce);
      for (const { id } of value) waiting.delete(id);
      return { done: false, value };
    },
    async return() {
      await end();
      return { done: true, value: undefined };
    },
  };
  return ended;
}
