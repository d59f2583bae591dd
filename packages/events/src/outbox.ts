import type { Queryable, Transaction } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import { eventColumns, eventsGiven, toParameter } from "./eventRows.ts";
import { wakeRelay } from "./relay.ts";

/** The folder with the outbox's table; belongs among the migrations of each schema that publishes. */
export const outboxMigrations = new URL("../migrations/outbox/", import.meta.url);

/**
 * Writes events into the outbox, by one statement, in the transaction of the change that they tell of. Take the
 * subject's lock first: that is what gives the events of a subject their order.
 */
export async function publish(transaction: Queryable | Transaction, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  await transaction.query("events.publish", outboxInsert("$1"), [outboxValue(events)]);
  const wake = () => {
    for (const source of new Set(events.map((event) => event.source))) wakeRelay(source);
  };
  if ("afterCommit" in transaction) transaction.afterCommit(wake);
  else wake();
}

/**
 * The insert into the outbox as a text, for a statement that changes rows and publishes at once (as a CTE). Its
 * parameter is `outboxValue(events)`; with a condition, such as `EXISTS (SELECT FROM changed)`, the events are written
 * only if it holds. Call `wakeRelay(source)` afterwards, or they wait for the relay's timer.
 */
export function outboxInsert(parameter: `$${number}`, condition = "true"): string {
  return `INSERT INTO outbox (${eventColumns})
    SELECT ${eventColumns} FROM ${eventsGiven(parameter)}
    WHERE ${condition}
    ORDER BY place`;
}

/** The value of `outboxInsert`'s parameter. */
export function outboxValue(events: readonly DomainEvent[]): string {
  return toParameter(events);
}
