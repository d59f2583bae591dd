import type { Database, Transaction } from "@angidi/datastores";
import { type EffectStore, subjectKey } from "./effectStore.ts";

/** Effects in a PostgreSQL schema, which has the tables of `consumerMigrations`. */
export function postgresEffects(database: Database): EffectStore<Transaction> {
  return {
    transaction: (work) => database.transaction(work),

    async recordConsumed(transaction, group, eventIds) {
      // In the order of their ids: two batches that overlap must not wait for each other in a circle.
      const rows = await transaction.query<{ event_id: string }>(
        "events.recordConsumed",
        `INSERT INTO consumed_events (consumer_group, event_id)
         SELECT $1, id FROM unnest($2::uuid[]) AS id ORDER BY id
         ON CONFLICT DO NOTHING RETURNING event_id`,
        [group, eventIds],
      );
      return new Set(rows.map((row) => row.event_id));
    },

    async recordVersions(transaction, group, newest) {
      const versions = [...newest.values()];
      const rows = await transaction.query<{ source: string; subject: string; previous_version: number | null }>(
        "events.recordVersions",
        `INSERT INTO handled_versions AS handled (consumer_group, source, subject, version)
         SELECT $1, source, subject, version
         FROM unnest($2::text[], $3::text[], $4::bigint[]) AS event (source, subject, version)
         ORDER BY source, subject
         ON CONFLICT (consumer_group, source, subject) DO UPDATE
           SET version = excluded.version, previous_version = handled.version
           WHERE handled.version < excluded.version
         RETURNING source, subject, previous_version`,
        [
          group,
          versions.map(({ source }) => source),
          versions.map(({ subject }) => subject),
          versions.map(({ version }) => version),
        ],
      );
      return new Map(rows.map((row) => [subjectKey(row), row.previous_version]));
    },
  };
}
