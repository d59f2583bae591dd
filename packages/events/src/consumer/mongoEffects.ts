import type { CollectionDeclaration, Documents, DocumentTransaction } from "@angidi/datastores";
import type { EffectStore } from "./effectStore.ts";

/** The collections of a consumer's record; belong among the declarations of each database that consumes. */
export const consumerCollections: readonly CollectionDeclaration[] = [
  { name: "consumed_events", indexes: [], shardKey: { _id: "hashed" } },
  { name: "handled_versions", indexes: [], shardKey: { _id: "hashed" } },
];

/** That an event took effect for a group. */
interface ConsumedEvent {
  readonly _id: string;
  readonly consumedAt: Date;
}

/** The last version of a subject that a group has handled. */
interface HandledVersion {
  readonly _id: string;
  readonly version: number;
}

/** Effects in a MongoDB database, which has the collections of `consumerCollections`. */
export function mongoEffects({ db, transaction }: Documents): EffectStore<DocumentTransaction> {
  const consumed = db.collection<ConsumedEvent>("consumed_events");
  const handled = db.collection<HandledVersion>("handled_versions");

  return {
    transaction,

    async recordConsumed({ session }, group, eventIds) {
      const idOf = (eventId: string) => `${group} ${eventId}`;
      const consumedAt = new Date();
      const { upsertedIds } = await consumed.bulkWrite(
        eventIds.map((id) => ({
          updateOne: { filter: { _id: idOf(id) }, update: { $setOnInsert: { consumedAt } }, upsert: true },
        })),
        { session, comment: "events.recordConsumed" },
      );
      const recorded = new Set<unknown>(Object.values(upsertedIds));
      return new Set(eventIds.filter((id) => recorded.has(idOf(id))));
    },

    async recordVersions({ session }, group, newest) {
      const idOf = (key: string) => `${group} ${key}`;
      const known = await handled
        .find({ _id: { $in: [...newest.keys()].map(idOf) } }, { session, comment: "events.handledVersions" })
        .toArray();
      const versions = new Map(known.map(({ _id, version }) => [_id, version]));
      const moved = [...newest].filter(([key, { version }]) => version > (versions.get(idOf(key)) ?? -Infinity));
      if (moved.length > 0) {
        // Whoever moved one of them since this transaction's snapshot makes it begin again.
        await handled.bulkWrite(
          moved.map(([key, { version }]) => ({
            updateOne: { filter: { _id: idOf(key) }, update: { $set: { version } }, upsert: true },
          })),
          { session, comment: "events.recordVersions" },
        );
      }
      return new Map(moved.map(([key]) => [key, versions.get(idOf(key)) ?? null]));
    },
  };
}
