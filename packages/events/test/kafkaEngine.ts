import type { DomainEvent } from "@angidi/event-contracts";
import { type TestTopics, testTopics } from "@angidi/testing";
import type { EventLogSettings } from "../src/index.ts";
import type { Engine } from "./world.ts";

/** Kafka under the contract suite. Every test has topics and groups of its own, and removes them. */
export function kafka(brokers: string): Engine {
  const topicsOf = new Map<EventLogSettings, TestTopics>();
  return {
    name: "Kafka",
    interleavings: 6,
    settings(databaseUrl) {
      const topics = testTopics(brokers);
      const settings: EventLogSettings = {
        databaseUrl,
        kafka: { brokers: brokers.split(","), topicPrefix: topics.prefix, partitions: 3, replication: 1 },
      };
      topicsOf.set(settings, topics);
      return settings;
    },

    /** Nobody can take a group's place from it while it is at work, so everything is published again, to every group. */
    async rewind({ log }, group) {
      const [joined] = await log.groups(group);
      const published = new Map<string, DomainEvent>();
      await log.replay({
        topics: joined!.topics,
        batchSize: 500,
        async handle(events) {
          for (const event of events) published.set(event.id, event);
        },
      });
      await log.append([...published.values()]);
    },

    remove: async (settings) => topicsOf.get(settings)?.drop(),
  };
}
