import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase, openRedis, type Redis } from "@angidi/datastores";
import { MongoClient } from "mongodb";
import { request } from "undici";
import type { Platform } from "./testPlatform.ts";

/** Something that a platform has kept or printed: where, and as what text. */
export interface Kept {
  readonly where: string;
  readonly text: string;
}

/**
 * All that a platform keeps, in every store and file, and all that it has printed lately. (What is on Kafka was in an
 * outbox first, and outboxes keep it.)
 */
export async function* everythingKept({ environment, output }: Platform): AsyncGenerator<Kept> {
  const { DATABASE_URL, REDIS_URL, REDIS_KEY_PREFIX, MONGODB_URL, ELASTICSEARCH_URL, ELASTICSEARCH_INDEX_PREFIX } =
    environment;
  yield { where: "what was printed", text: output() };
  yield* files(environment.ANGIDI_DATA!);
  yield* rows(DATABASE_URL!);
  if (REDIS_URL) yield* keys(REDIS_URL, REDIS_KEY_PREFIX!);
  if (MONGODB_URL) yield* documents(MONGODB_URL);
  if (ELASTICSEARCH_URL) yield* indexed(ELASTICSEARCH_URL, ELASTICSEARCH_INDEX_PREFIX!);
}

function* files(folder: string): Generator<Kept> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) yield { where: path, text: readFileSync(path, "latin1") };
  }
}

async function* rows(url: string): AsyncGenerator<Kept> {
  const database = openDatabase({ url, schema: "public" });
  try {
    const tables = await database.query<{ name: string; label: string }>(
      "test.tables",
      `SELECT format('%I.%I', table_schema, table_name) AS name, table_schema || '_' || table_name AS label
       FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { name, label } of tables) {
      const found = await database.query<{ text: string }>(
        `test.${label}`,
        `SELECT kept::text AS text FROM ${name} AS kept`,
      );
      yield { where: name, text: found.map(({ text }) => text).join("\n") };
    }
  } finally {
    await database.close();
  }
}

async function* keys(url: string, prefix: string): AsyncGenerator<Kept> {
  const redis = await openRedis({ url, keyPrefix: "", applicationName: "e2e", commandTimeoutMilliseconds: 10_000 });
  try {
    let cursor = "0";
    do {
      const [next, found] = await redis.scan(cursor, "MATCH", `${prefix}*`, "COUNT", 1_000);
      for (const key of found) yield { where: key, text: JSON.stringify([key, await contentOf(redis, key)]) };
      cursor = next;
    } while (cursor !== "0");
  } finally {
    redis.disconnect();
  }
}

async function contentOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case "string":
      return redis.get(key);
    case "hash":
      return redis.hgetall(key);
    case "list":
      return redis.lrange(key, 0, -1);
    case "set":
      return redis.smembers(key);
    case "zset":
      return redis.zrange(key, "0", "-1");
    case "stream":
      return redis.xrange(key, "-", "+");
    default:
      return null;
  }
}

async function* documents(url: string): AsyncGenerator<Kept> {
  const client = await MongoClient.connect(url);
  try {
    const prefix = new URL(url).pathname.slice(1);
    const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
    for (const { name } of databases.filter((database) => database.name.startsWith(prefix))) {
      for (const collection of await client.db(name).collections()) {
        const found = await collection.find().toArray();
        yield { where: `${name}.${collection.collectionName}`, text: JSON.stringify(found) };
      }
    }
  } finally {
    await client.close();
  }
}

async function* indexed(node: string, prefix: string): AsyncGenerator<Kept> {
  const { body } = await request(`${node}/${prefix}*/_search?size=10000`);
  yield { where: "the search index", text: await body.text() };
}
