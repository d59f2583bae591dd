import { consumerMigrations, outboxMigrations } from "@angidi/events";

/** The folders of what makes the schema of notifications. */
export const migrations: readonly URL[] = [
  new URL("../../../migrations/", import.meta.url),
  outboxMigrations,
  consumerMigrations,
];
