import { randomBytes } from "node:crypto";
import { type Documents, openDocuments } from "@angidi/datastores";

export interface TestDocuments {
  /** The URL for subgraphs, which all have databases of their own below it. */
  readonly url: string;
  /** One of those databases, open. */
  readonly documents: Documents;
  /** What a subgraph's configuration needs to keep its documents there. */
  readonly environment: { readonly MONGODB_URL: string };
  /** Closes `documents` and removes everything below the URL. */
  drop(): Promise<void>;
}

/** Databases of one's own on the MongoDB that MONGODB_URL names; `name` is that of the subgraph under test. */
export async function testDocuments(name: string): Promise<TestDocuments> {
  const server = process.env.MONGODB_URL;
  if (!server) throw new Error("There is no MONGODB_URL: does the test stand below describeOn?");
  const prefix = `test_${randomBytes(6).toString("hex")}`;
  const url = server.replace(/^([^:]+:\/\/[^/?]+)(\/[^?]*)?/, `$1/${prefix}`);
  const documents = await openDocuments({ url, name, applicationName: `test ${name}` });
  return {
    url,
    documents,
    environment: { MONGODB_URL: url },
    drop: async () => {
      await documents.close();
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
