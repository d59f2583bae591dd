import { outboxMigrations } from "@angidi/events";

/** The folders of what makes the catalogue's schema. */
export const migrations: readonly URL[] = [new URL("../../../migrations/", import.meta.url), outboxMigrations];
