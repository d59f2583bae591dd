import { type Database, newId, repeatedly, type Worker } from "@angidi/datastores";
import type { Subscription } from "../eventLog.ts";
import { onAppended } from "./append.ts";
import {
  joinGroup,
  leaseGroup,
  type Membership,
  moveGroup,
  nextEvents,
  releaseLease,
  renewalMilliseconds,
  renewLease,
} from "./groups.ts";

/**
 * One consumer of a group. It holds the group's lease while it handles a batch, and neither a transaction nor a
 * connection. A lease can be lost while its holder still works (a process that stood still); what keeps order and
 * once-only then is the effect's transaction, since both go through the same events from the same position.
 */
export function subscribe(
  database: Database,
  { group, topics, batchSize, gatheringMilliseconds = 100, handle }: Subscription,
): Worker {
  const member: Membership = { group, holder: newId(), topics: [...topics].sort() };
  let joined = false;
  let stopListening: (() => Promise<void>) | undefined;

  const worker = repeatedly({
    name: group,
    everyMilliseconds: 2_000,
    gatheringMilliseconds,
    async run(signal) {
      if (!joined) await joinGroup(database, member);
      joined = true;
      const position = await leaseGroup(database, member);
      if (position === null) return "done";
      const lease = keepLease(database, member);
      let isAll: boolean;
      try {
        const next = await nextEvents(database, member.topics, { after: position, count: batchSize });
        await handle(next.events, AbortSignal.any([signal, lease.lost]));
        lease.end();
        await moveGroup(database, member, next.position);
        isAll = next.events.length < batchSize;
      } catch (error) {
        lease.end();
        // Another consumer of the group may fare better. If this fails too, the lease runs out.
        await releaseLease(database, member).catch(() => {});
        throw error;
      }
      return isAll ? "done" : "more";
    },
  });

  return {
    name: group,
    async start() {
      // A hint; where it cannot be had, the timer finds what was appended.
      stopListening = await onAppended(database, topics, worker.wake).catch(() => undefined);
      await worker.start();
    },
    async stop() {
      await stopListening?.();
      await worker.stop();
    },
  };
}

/** Renews a lease until `end`; `lost` is aborted as soon as it is another's. */
function keepLease(database: Database, member: Membership): { readonly lost: AbortSignal; end(): void } {
  const lost = new AbortController();
  const renew = async () => {
    // A renewal that fails is no loss yet: the next one may come in time.
    const held = await renewLease(database, member).catch(() => true);
    if (!held) lost.abort(new Error(`${member.group} is another consumer's by now`));
  };
  const timer = setInterval(() => void renew(), renewalMilliseconds);
  return { lost: lost.signal, end: () => clearInterval(timer) };
}
