import type { DomainEvent } from "@angidi/event-contracts";
import type { IHeaders, KafkaMessage, Message } from "kafkajs";

/**
 * An event as CloudEvents' binding to Kafka has it, in its binary mode: the data is the message, what is said about it are
 * headers. The key is the subject, so that all events of a subject are in one partition, where they keep their order.
 */
export function toMessage(event: DomainEvent): Message & { readonly value: Buffer } {
  return {
    key: event.subject,
    value: Buffer.from(JSON.stringify(event.data ?? null)),
    headers: {
      ce_specversion: "1.0",
      ce_id: event.id,
      ce_type: event.type,
      ce_source: event.source,
      ce_subject: event.subject,
      ce_time: event.time,
      ce_subjectversion: String(event.subjectVersion),
      ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
      "content-type": "application/json",
    },
  };
}

/** The event that a message is; null for what nobody of ours has written. */
export function toEvent({ headers = {}, value }: Pick<KafkaMessage, "headers" | "value">): DomainEvent | null {
  const [id, type, source] = [text(headers, "ce_id"), text(headers, "ce_type"), text(headers, "ce_source")];
  const [subject, time] = [text(headers, "ce_subject"), text(headers, "ce_time")];
  const subjectVersion = Number(text(headers, "ce_subjectversion") ?? Number.NaN);
  if (!id || !type || !source || subject === undefined || !time || !Number.isSafeInteger(subjectVersion)) return null;
  const traceparent = text(headers, "traceparent");
  try {
    const data: unknown = JSON.parse((value ?? "null").toString());
    return { id, type, source, subject, subjectVersion, time, ...(traceparent ? { traceparent } : {}), data };
  } catch {
    return null;
  }
}

/** The events among messages, in order. What is none is passed over with a warning: it would come for ever. */
export function eventsOf(topic: string, messages: readonly KafkaMessage[]): DomainEvent[] {
  return messages.flatMap((message) => {
    const event = toEvent(message);
    if (!event) process.emitWarning(`Kafka: what is at ${message.offset} of ${topic} is no event and was passed over`);
    return event ?? [];
  });
}

function text(headers: IHeaders, name: string): string | undefined {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.toString();
}
