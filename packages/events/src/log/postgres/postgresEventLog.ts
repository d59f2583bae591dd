import type { Database } from "@angidi/datastores";
import type { DeadLetters } from "../deadLetters.ts";
import type { EventLog } from "../eventLog.ts";
import { append } from "./append.ts";
import { listGroups } from "./groups.ts";
import { replay } from "./replay.ts";
import { subscribe } from "./subscribe.ts";

/** The event log on PostgreSQL, in the schema of the database, which it closes. */
export function postgresEventLog({
  database,
  deadLetters,
}: {
  readonly database: Database;
  readonly deadLetters: DeadLetters;
}): EventLog {
  return {
    append: (events) => append(database, events),
    subscribe: (subscription) => subscribe(database, subscription),
    replay: (settings) => replay(database, settings),
    groups: (group) => listGroups(database, group),
    deadLetters,
    close: () => database.close(),
  };
}
