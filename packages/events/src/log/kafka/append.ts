import type { DomainEvent } from "@angidi/event-contracts";
import type { Producer, TopicMessages } from "kafkajs";
import type { Connected } from "./connected.ts";
import { toMessage } from "./message.ts";
import type { Topics } from "./topics.ts";

/** Shorter than a database suffers a relay's transaction to wait. */
const milliseconds = 10_000;
/** Of one request. Brokers take 1 MB for each partition, unless they are told otherwise. */
const mostBytes = 512 * 1024;

/**
 * Sends events in order and resolves when all replicas in sync have them. After a failure some of them may be there, also
 * later ones without earlier ones of another partition; the relay then sends all of them again. So what comes first of
 * each event is always in order.
 */
export async function append(
  producer: Connected<Producer>,
  topics: Topics,
  events: readonly DomainEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await topics.ensure(events.map(({ type }) => type));
  for (const topicMessages of requestsOf(events, topics.nameOf)) {
    await producer.use("to append events", milliseconds, (client) =>
      client.sendBatch({ acks: -1, timeout: 5_000, topicMessages }),
    );
  }
}

/** The events in as few requests as their size allows. */
function* requestsOf(events: readonly DomainEvent[], nameOf: (type: string) => string): Iterable<TopicMessages[]> {
  let byTopic = new Map<string, TopicMessages["messages"]>();
  let bytes = 0;
  const request = () => [...byTopic].map(([topic, messages]) => ({ topic, messages }));
  for (const event of events) {
    const message = toMessage(event);
    if (bytes > 0 && bytes + message.value.length > mostBytes) {
      yield request();
      byTopic = new Map();
      bytes = 0;
    }
    const topic = nameOf(event.type);
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), message]);
    bytes += message.value.length;
  }
  yield request();
}
