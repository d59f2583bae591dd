import { newId } from "@angidi/datastores";
import type { Admin, EachBatchHandler } from "kafkajs";
import type { Replay } from "../eventLog.ts";
import type { KafkaClient } from "./client.ts";
import type { Connected } from "./connected.ts";
import { consumeTopics } from "./consumeTopics.ts";
import { keepMembership } from "./membership.ts";
import { eventsOf } from "./message.ts";
import type { Topics } from "./topics.ts";

/**
 * Hands over all that the topics' partitions hold when it begins. It is a member of a group of its own which keeps no place;
 * how far it is, it knows itself, so that a membership that is lost on the way makes nothing come twice.
 */
export async function replay(
  client: () => Promise<KafkaClient>,
  admin: Connected<Admin>,
  topics: Topics,
  { topics: types, batchSize, handle, signal = new AbortController().signal }: Replay,
): Promise<void> {
  signal.throwIfAborted();
  const names = await topics.ensure(types);
  const left = await admin.use("to read where topics end", 10_000, (one) => readRanges(one, names));
  if (left.size === 0) return;

  const ended = new AbortController();
  let failure: { readonly error: unknown } | undefined;

  const eachBatch: EachBatchHandler = async ({ batch: { topic, partition, messages }, heartbeat, resolveOffset }) => {
    const range = left.get(keyOf(topic, partition));
    const membership = keepMembership(heartbeat);
    try {
      for (let at = 0; at < messages.length && !ended.signal.aborted; at += batchSize) {
        const part = messages.slice(at, at + batchSize);
        const due = range
          ? part.filter(({ offset }) => range.next <= Number(offset) && Number(offset) < range.end)
          : [];
        signal.throwIfAborted();
        const events = eventsOf(topic, due);
        if (events.length > 0) await handle(events);
        const next = Number(part.at(-1)!.offset) + 1;
        if (range) range.next = Math.max(range.next, next);
        resolveOffset(part.at(-1)!.offset);
        if (range && range.next >= range.end) left.delete(keyOf(topic, partition));
        if (left.size === 0) ended.abort();
      }
    } catch (error) {
      failure ??= { error };
      ended.abort();
    } finally {
      membership.end();
    }
  };

  await consumeTopics(await client(), {
    groupId: topics.nameOf(`replay.${newId()}`),
    topics: names,
    eachBatch,
    signal: AbortSignal.any([signal, ended.signal]),
  });
  if (failure) throw failure.error;
  signal.throwIfAborted();
}

/** What is still to come of a partition: from `next` to before `end`. */
interface Range {
  next: number;
  readonly end: number;
}

async function readRanges(client: Admin, names: readonly string[]): Promise<Map<string, Range>> {
  const ranges = new Map<string, Range>();
  for (const name of names) {
    for (const { partition, low, high } of await client.fetchTopicOffsets(name)) {
      if (Number(low) < Number(high)) ranges.set(keyOf(name, partition), { next: Number(low), end: Number(high) });
    }
  }
  return ranges;
}

function keyOf(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}
