import { setTimeout as pause } from "node:timers/promises";
import type { Warnings } from "@angidi/datastores";
import type { EachBatchHandler, KafkaMessage } from "kafkajs";
import type { Subscription } from "../eventLog.ts";
import { keepMembership } from "./membership.ts";
import { eventsOf } from "./message.ts";

/**
 * Hands over what was fetched of a partition, in parts of the batch size, and moves the group's place after each. A part
 * that is rejected comes again, after ever longer pauses; nothing else is handed to this member meanwhile, since what fails
 * here is the store of the effect. When the group changes, or the member stops, the rest comes to whoever has it next.
 */
export function consumeBatch(
  { batchSize, handle }: Pick<Subscription, "batchSize" | "handle">,
  stopping: AbortSignal,
  warnings: Warnings,
): EachBatchHandler {
  return async ({ batch: { topic, partition, messages }, heartbeat, commitOffsetsIfNecessary, resolveOffset }) => {
    if (stopping.aborted) return;
    // Fetched some time ago, perhaps. Throws when the partition may be another's by now, and so has the group joined again.
    await heartbeat();
    const membership = keepMembership(heartbeat);
    const signal = AbortSignal.any([stopping, membership.lost]);
    try {
      for (let at = 0; at < messages.length && !signal.aborted; at += batchSize) {
        const part = messages.slice(at, at + batchSize);
        if (!(await handled(topic, part, signal))) break;
        const last = part.at(-1)!.offset;
        const next = { partition, offset: String(BigInt(last) + 1n), metadata: new Date().toISOString() };
        await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [next] }] });
        resolveOffset(last);
      }
    } finally {
      membership.end();
    }
    if (membership.lost.aborted) throw membership.lost.reason;
  };

  /** Whether they are done with; false when they are to come again elsewhere. */
  async function handled(topic: string, messages: readonly KafkaMessage[], signal: AbortSignal): Promise<boolean> {
    const events = eventsOf(topic, messages);
    if (events.length === 0) return true;
    for (let failures = 1; !signal.aborted; failures++) {
      try {
        await handle(events, signal);
        warnings.recovered();
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        warnings.warn(error);
        const longest = Math.min(30_000, 250 * 2 ** Math.min(failures, 10));
        await pause(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
      }
    }
    return false;
  }
}
