import { createHash, randomBytes } from "node:crypto";
import { type Database, openDatabase } from "@angidi/datastores";
import pg from "pg";
import { type SchemaUnderTest, templateFor } from "./template.ts";

export type { SchemaUnderTest } from "./template.ts";

export interface TestDatabase {
  /** The URL of the (first) schema, as the role that owns it. */
  url: string;
  /** The (first) schema, open. */
  database: Database;
  /** The URL of each schema by its name. */
  urls: Readonly<Record<string, string>>;
  /** What a subgraph's configuration needs to run on this database. */
  environment: Record<string, string>;
  /** Closes `database` and removes everything. */
  drop(): Promise<void>;
}

/**
 * A database of one's own, with the schemas migrated, in the cluster that the test run has started. Copied from a
 * template that is made once per run, so it takes a few hundredths of a second.
 */
export async function testDatabase(first: SchemaUnderTest, ...others: SchemaUnderTest[]): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_POSTGRES_URL;
  if (!adminUrl) throw new Error("There is no TEST_POSTGRES_URL: is jest run with the configuration of the root?");
  const schemas = [first, ...others];
  const { template, urlOf } = await templateFor(adminUrl, schemas);
  const name = `test_${first.name}_${randomBytes(6).toString("hex")}`;
  await asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));

  const urls = Object.fromEntries(schemas.map((schema) => [schema.name, urlOf(schema.name, name)]));
  const url = urls[first.name]!;
  const database = openDatabase({ url, schema: first.name });
  return {
    url,
    urls,
    database,
    environment: {
      DATABASE_URL: url,
      ...Object.fromEntries(Object.entries(urls).map(([schema, of]) => [`${schema.toUpperCase()}_DATABASE_URL`, of])),
      SERVICE_SIGNING_KEY: createHash("sha256").update(name).digest("hex"),
    },
    drop: async () => {
      await database.close();
      await asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** Runs `work` on a connection of the superuser of the cluster under test. */
export async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
