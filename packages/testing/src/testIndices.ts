import { randomBytes } from "node:crypto";

/** Indices of one's own on an Elasticsearch that others use too. */
export interface TestIndices {
  readonly indexPrefix: string;
  /** What a subgraph's configuration needs to have its index there. */
  readonly environment: { readonly ELASTICSEARCH_URL: string; readonly ELASTICSEARCH_INDEX_PREFIX: string };
  /** Removes the indices. */
  drop(): Promise<void>;
}

/** A corner of the Elasticsearch with this address. Indices come to be as they are used. */
export function testIndices(url: string): TestIndices {
  const indexPrefix = `test-${randomBytes(6).toString("hex")}`;
  return {
    indexPrefix,
    environment: { ELASTICSEARCH_URL: url, ELASTICSEARCH_INDEX_PREFIX: indexPrefix },
    async drop() {
      const { Client } = await import("@elastic/elasticsearch"); // it is large, and few tests need it
      const client = new Client({ node: url, requestTimeout: 30_000 });
      try {
        const made = await client.indices.get({ index: `${indexPrefix}-*`, expand_wildcards: "all" });
        for (const index of Object.keys(made)) await client.indices.delete({ index });
      } finally {
        await client.close();
      }
    },
  };
}
