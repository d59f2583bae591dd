import type { DomainEvent } from "@angidi/event-contracts";

/** The columns of an event, in the outbox and in the log. */
export const eventColumns = "id, type, source, subject, subject_version, time, traceparent, data";

export interface EventRow {
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly subject_version: number;
  readonly time: Date;
  readonly traceparent: string | null;
  readonly data: unknown;
}

export function toEvent(row: EventRow): DomainEvent {
  return {
    id: row.id,
    type: row.type,
    source: row.source,
    subject: row.subject,
    subjectVersion: row.subject_version,
    time: row.time.toISOString(),
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
    data: row.data,
  };
}

/** Events as the one parameter of `eventsGiven`. */
export function toParameter(events: readonly DomainEvent[]): string {
  return JSON.stringify(events.map(({ subjectVersion, ...event }) => ({ ...event, subject_version: subjectVersion })));
}

/** The events in a parameter as rows (id, …, data, place), for a FROM. */
export function eventsGiven(parameter: `$${number}`): string {
  return `ROWS FROM (jsonb_to_recordset(${parameter}::jsonb) AS (
      id uuid, type text, source text, subject text, subject_version bigint, time timestamptz, traceparent text, data jsonb
    )) WITH ORDINALITY AS event (${eventColumns}, place)`;
}
