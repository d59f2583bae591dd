import { type CollectionDeclaration, type Documents, isDuplicate, newId } from "@angidi/datastores";

/** The collection of the relays' leases; belongs among the declarations of each database that publishes. */
export const relayCollections: readonly CollectionDeclaration[] = [
  { name: "relay_leases", indexes: [], shardKey: { _id: 1 } },
];

interface StoredLease {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

/** The right to be at something, for a time. */
export interface Lease {
  /** Takes the lease, or holds it for longer; false while another has it. */
  take(): Promise<boolean>;
  /** Gives it up at once. */
  release(): Promise<void>;
}

/**
 * The lease of a name, for this holder alone. It runs out by the clocks of those who ask, and a holder that stands still
 * does not notice: so it saves work, and nothing may go wrong with two of them.
 */
export function leaseOf({ db }: Documents, name: string, milliseconds: number): Lease {
  const leases = db.collection<StoredLease>("relay_leases");
  const holder = newId();
  return {
    async take() {
      const now = Date.now();
      const free = { _id: name, $or: [{ holder }, { until: { $lt: new Date(now) } }] };
      const taken = { $set: { holder, until: new Date(now + milliseconds) } };
      try {
        await leases.updateOne(free, taken, { upsert: true, comment: "events.takeRelay" });
        return true;
      } catch (error) {
        // It is there and not free, so a second one was to be made.
        if (!isDuplicate(error)) throw error;
        return false;
      }
    },
    async release() {
      await leases.deleteOne({ _id: name, holder }, { comment: "events.releaseRelay" });
    },
  };
}
