import { openDatabase } from "@angidi/datastores";
import type { EventLog } from "../eventLog.ts";
import { append } from "./append.ts";
import { postgresDeadLetters } from "./deadLetters.ts";
import { listGroups } from "./groups.ts";
import { subscribe } from "./subscribe.ts";

/** The folder with the log's tables, for the schema `events`. */
export const eventLogMigrations = new URL("../../../migrations/log/", import.meta.url);
/** The schema in which the log lies. */
export const eventLogSchema = "events";

/** The event log on PostgreSQL, in the schema `events` of the database at `url`. */
export function openEventLog({ url, poolSize = 4 }: { readonly url: string; readonly poolSize?: number }): EventLog {
  const database = openDatabase({ url, schema: eventLogSchema, poolSize, applicationName: "angidi events" });
  return {
    append: (events) => append(database, events),
    subscribe: (subscription) => subscribe(database, subscription),
    groups: (group) => listGroups(database, group),
    deadLetters: postgresDeadLetters(database),
    close: () => database.close(),
  };
}
