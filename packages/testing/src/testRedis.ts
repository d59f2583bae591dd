import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";

/** A corner of one's own in a Redis that others use too. */
export interface TestRedis {
  readonly url: string;
  /** What all keys of the test begin with, and its channels. */
  readonly keyPrefix: string;
  /** What a subgraph's configuration needs to use it. */
  readonly environment: { readonly REDIS_URL: string; readonly REDIS_KEY_PREFIX: string };
  /** A client without a prefix, to look at what is there. */
  readonly client: Redis;
  /** The keys with the prefix, without it. */
  keys(): Promise<string[]>;
  /** Removes the keys, as FLUSHDB would, and leaves everybody else's alone. */
  flush(): Promise<void>;
  /** Removes the keys and disconnects. */
  drop(): Promise<void>;
}

/**
 * A corner of the Redis with this address (see `describeOn`). Nothing is opened before it is used, so that it may be made
 * where tests are only described.
 */
export function testRedis(url: string): TestRedis {
  const keyPrefix = `angidi-test:${randomBytes(6).toString("hex")}:`;
  let opened: Redis | undefined;
  const client = () => {
    opened ??= new Redis(url, { connectionName: "angidi-test" });
    return opened;
  };
  const keys = async () => {
    const found = new Set<string>();
    for await (const some of client().scanStream({ match: `${keyPrefix}*`, count: 1_000 })) {
      for (const key of some as string[]) found.add(key);
    }
    return [...found];
  };
  const flush = async () => {
    const found = await keys();
    if (found.length > 0) await client().unlink(...found);
  };
  return {
    url,
    keyPrefix,
    environment: { REDIS_URL: url, REDIS_KEY_PREFIX: keyPrefix },
    get client() {
      return client();
    },
    keys: async () => (await keys()).map((key) => key.slice(keyPrefix.length)).sort(),
    flush,
    drop: async () => {
      await flush();
      client().disconnect();
    },
  };
}
