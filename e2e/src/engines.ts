import { randomBytes } from "node:crypto";
import { engineVariables, withoutEngines } from "@angidi/local";
import { Client } from "@elastic/elasticsearch";
import { Redis } from "ioredis";
import { Kafka, logLevel } from "kafkajs";
import { MongoClient } from "mongodb";

/** What a platform keeps its data in: all of it in PostgreSQL, or each kind in the engine of scale for it. */
export type EngineSet = "embedded" | "engines of scale";

/** The variables that name no engine although the engines of scale need all of them. */
export function missingEngines(): readonly string[] {
  return engineVariables.filter((name) => !process.env[name]);
}

/** A place of one platform's own in each engine, as environment variables. `drop` removes what was put there. */
export interface EnginesWorld {
  readonly environment: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

/** Names none of the engines, whatever this process's environment does. */
export const embeddedEngines: EnginesWorld = {
  environment: withoutEngines,
  drop: async () => {},
};

/** A place of its own for one platform in the engines that an environment names, this process's unless said. */
export function enginesOfScale(addresses: Readonly<Record<string, string | undefined>> = process.env): EnginesWorld {
  const [redisUrl, mongodbUrl, brokers, elasticsearchUrl] = engineVariables.map((name) => addresses[name]!);
  const name = `e2e_${randomBytes(4).toString("hex")}`;
  const databases = new URL(mongodbUrl!);
  databases.pathname = name;
  return {
    environment: {
      REDIS_URL: redisUrl!,
      REDIS_KEY_PREFIX: `${name}:`,
      MONGODB_URL: databases.href,
      KAFKA_BROKERS: brokers!,
      KAFKA_TOPIC_PREFIX: `${name}.`,
      KAFKA_PARTITIONS: "3",
      ELASTICSEARCH_URL: elasticsearchUrl!,
      ELASTICSEARCH_INDEX_PREFIX: name,
    },
    async drop() {
      await Promise.all([
        dropKeys(redisUrl!, name),
        dropDatabases(mongodbUrl!, name),
        dropTopics(brokers!, name),
        dropIndices(elasticsearchUrl!, name),
      ]);
    },
  };
}

async function dropKeys(url: string, name: string): Promise<void> {
  const redis = new Redis(url);
  try {
    let cursor = "0";
    do {
      const [next, keys] = await redis.scan(cursor, "MATCH", `${name}:*`, "COUNT", 1_000);
      if (keys.length > 0) await redis.unlink(...keys);
      cursor = next;
    } while (cursor !== "0");
  } finally {
    redis.disconnect();
  }
}

async function dropDatabases(url: string, name: string): Promise<void> {
  const client = await MongoClient.connect(url);
  try {
    const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
    for (const database of databases) {
      if (database.name.startsWith(name)) await client.db(database.name).dropDatabase();
    }
  } finally {
    await client.close();
  }
}

async function dropTopics(brokers: string, name: string): Promise<void> {
  const kafka = new Kafka({ brokers: brokers.split(","), clientId: "e2e", logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(`${name}.`));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}

async function dropIndices(url: string, name: string): Promise<void> {
  const client = new Client({ node: url });
  try {
    const indices = await client.indices.get({ index: `${name}*`, expand_wildcards: "all" });
    for (const index of Object.keys(indices)) await client.indices.delete({ index });
  } finally {
    await client.close();
  }
}
