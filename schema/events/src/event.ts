import { v7 as newId } from "uuid";
import { z } from "zod";

/**
 * An event as it is stored and sent: the attributes of CloudEvents 1.0, and the version that its subject had after the
 * change, by which a consumer knows what is newer.
 */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly id: string;
  readonly type: Type;
  /** The subgraph that publishes it. */
  readonly source: string;
  /** What it is about: events of one subject keep their order. */
  readonly subject: string;
  readonly subjectVersion: number;
  /** ISO 8601. */
  readonly time: string;
  /** W3C trace context of the request that caused it. */
  readonly traceparent?: string;
  readonly data: Data;
}

/** What a topic's events hold. The topic's name is the events' type. */
export interface EventContract<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: z.ZodType<Data>;
}

/** The event type that a contract describes. */
export type EventOf<Contract> =
  Contract extends EventContract<infer Type, infer Data> ? DomainEvent<Type, Data> : never;

export function eventContract<Type extends string, Data>(type: Type, data: z.ZodType<Data>): EventContract<Type, Data> {
  return { type, data };
}

/** An event of the contract, with its id and time. Throws when the data breaks the contract: nothing else is published. */
export function eventOf<Type extends string, Data>(
  contract: EventContract<Type, Data>,
  event: Pick<DomainEvent, "source" | "subject" | "subjectVersion" | "traceparent"> & { readonly data: Data },
): DomainEvent<Type, Data> {
  return {
    id: newId(),
    type: contract.type,
    source: event.source,
    subject: event.subject,
    subjectVersion: event.subjectVersion,
    time: new Date().toISOString(),
    ...(event.traceparent ? { traceparent: event.traceparent } : {}),
    data: contract.data.parse(event.data),
  };
}

/** Minor units. */
export const amount = z.int();
/** ISO 4217. */
export const currency = z.string().length(3);
