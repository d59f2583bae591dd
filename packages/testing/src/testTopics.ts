import { randomBytes } from "node:crypto";

export interface TestTopics {
  /** What the names of the test's topics and groups begin with. */
  readonly prefix: string;
  /** What a subgraph's configuration needs to have its events there. */
  readonly environment: Readonly<Record<string, string>>;
  /** Removes the topics, and the groups of which nobody is a member any more. */
  drop(): Promise<void>;
}

/** Topics of one's own on the Kafka with these brokers. They come to be as they are used. */
export function testTopics(brokers: string): TestTopics {
  const prefix = `test.${randomBytes(6).toString("hex")}.`;
  const isOurs = (name: string) => name.startsWith(prefix);
  return {
    prefix,
    environment: { KAFKA_BROKERS: brokers, KAFKA_TOPIC_PREFIX: prefix, KAFKA_PARTITIONS: "3" },
    async drop() {
      const { default: kafkajs } = await import("kafkajs"); // it is large, and few tests need it
      const admin = new kafkajs.Kafka({ brokers: brokers.split(","), logLevel: kafkajs.logLevel.NOTHING }).admin();
      try {
        await admin.connect();
        await admin.deleteTopics({ topics: (await admin.listTopics()).filter(isOurs) });
        const { groups } = await admin.listGroups();
        const ours = groups.map(({ groupId }) => groupId).filter(isOurs);
        // A member that was killed belongs to its group until its session runs out.
        if (ours.length > 0) await admin.deleteGroups(ours).catch(() => {});
      } finally {
        await admin.disconnect();
      }
    },
  };
}
