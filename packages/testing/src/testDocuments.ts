import { randomBytes } from "node:crypto";
import { type Documents, openDocuments } from "@angidi/datastores";

/** Databases of one's own on a MongoDB that others use too. */
export interface TestMongodb {
  /** The URL for subgraphs, which all have databases of their own below it. */
  readonly url: string;
  /** What a subgraph's configuration needs to keep its documents there. */
  readonly environment: { readonly MONGODB_URL: string };
  /** Removes everything below the URL. */
  drop(): Promise<void>;
}

export interface TestDocuments extends TestMongodb {
  /** One of those databases, open; `drop` closes it. */
  readonly documents: Documents;
}

/** A corner of the MongoDB with this address. Nothing is opened before it is used. */
export function testMongodb(server: string): TestMongodb {
  const prefix = `test_${randomBytes(6).toString("hex")}`;
  const url = server.replace(/^([^:]+:\/\/[^/?]+)(\/[^?]*)?/, `$1/${prefix}`);
  return {
    url,
    environment: { MONGODB_URL: url },
    drop: async () => {
      const { MongoClient } = await import("mongodb"); // slow to load, and most tests do without
      const client = new MongoClient(server);
      try {
        const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
        const ours = databases.filter((database) => database.name.startsWith(`${prefix}_`));
        for (const database of ours) await client.db(database.name).dropDatabase();
      } finally {
        await client.close();
      }
    },
  };
}

/** Databases of one's own on the MongoDB that MONGODB_URL names; `name` is that of the subgraph under test. */
export async function testDocuments(name: string): Promise<TestDocuments> {
  const server = process.env.MONGODB_URL;
  if (!server) throw new Error("There is no MONGODB_URL: does the test stand below describeOn?");
  const { url, environment, drop } = testMongodb(server);
  const documents = await openDocuments({ url, name, applicationName: `test ${name}` });
  return {
    url,
    environment,
    documents,
    drop: async () => {
      await documents.close();
      await drop();
    },
  };
}
