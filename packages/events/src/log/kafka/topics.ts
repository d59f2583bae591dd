import { setTimeout as pause } from "node:timers/promises";
import type { Admin } from "kafkajs";
import type { KafkaSettings } from "../openEventLog.ts";
import type { Connected } from "./connected.ts";

/** The topics of events in the cluster. */
export interface Topics {
  /** The name of the topic of a type of events, or of a group. */
  nameOf(name: string): string;
  /** The type of the events in a topic. */
  typeOf(topic: string): string;
  /** Makes the topics of these types that are not there yet, and gives the names of all. */
  ensure(types: readonly string[]): Promise<string[]>;
}

const milliseconds = 10_000;
/** Some products have hundreds of variants; the default of 1 MB would hold up everything behind such an event. */
const largestMessage = 8 * 1024 * 1024;

/**
 * One topic for each type of events. They are made by whoever needs them first, since brokers would make them as they
 * think fit: here events are never deleted, so that whoever comes late can have all of them.
 */
export function kafkaTopics({ topicPrefix, partitions, replication }: KafkaSettings, admin: Connected<Admin>): Topics {
  const known = new Set<string>();
  const nameOf = (name: string) => `${topicPrefix}${name}`;

  async function make(names: readonly string[], client: Admin): Promise<void> {
    const there = new Set(await client.listTopics());
    const missing = names.filter((name) => !there.has(name));
    if (missing.length === 0) return;
    await client.createTopics({
      timeout: 5_000,
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: replication,
        configEntries: [
          { name: "cleanup.policy", value: "delete" },
          { name: "retention.ms", value: "-1" },
          { name: "retention.bytes", value: "-1" },
          { name: "max.message.bytes", value: String(largestMessage) },
          // What is acknowledged is on most of the brokers that it should be on.
          { name: "min.insync.replicas", value: String(Math.floor(replication / 2) + 1) },
        ],
      })),
    });
    await allReady(missing, client);
  }

  return {
    nameOf,
    typeOf: (topic) => topic.slice(topicPrefix.length),
    async ensure(types) {
      const names = [...new Set(types)].map(nameOf);
      const missing = names.filter((name) => !known.has(name));
      if (missing.length > 0) await admin.use("to make topics", milliseconds, (client) => make(missing, client));
      for (const name of missing) known.add(name);
      return names;
    },
  };
}

/** Waits until all partitions can be used: for some moments brokers refuse a topic that they or others have just made. */
async function allReady(names: readonly string[], client: Admin): Promise<void> {
  for (const until = Date.now() + milliseconds; Date.now() < until; await pause(50)) {
    const asked = await Promise.allSettled(names.map((name) => client.fetchTopicOffsets(name)));
    if (asked.every(({ status }) => status === "fulfilled")) return;
  }
}
