import type { Queryable } from "@angidi/datastores";
import type { Replay } from "../eventLog.ts";
import { nextEvents } from "./groups.ts";

/** Hands over all events of the topics up to the one that was the last when it began. */
export async function replay(database: Queryable, { topics, batchSize, handle, signal }: Replay): Promise<void> {
  // Positions become visible in their order, so nothing comes in before this one any more.
  const [row] = await database.query<{ last: number | null }>(
    "events.lastOfTopics",
    "SELECT max(position) AS last FROM event_log WHERE type = ANY ($1)",
    [topics],
  );
  const last = row?.last ?? 0;
  for (let position = 0; position < last; ) {
    signal?.throwIfAborted();
    const next = await nextEvents(database, topics, { after: position, upTo: last, count: batchSize });
    await handle(next.events);
    position = next.position;
  }
}
