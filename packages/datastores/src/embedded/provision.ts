import pg from "pg";
import { checkSchemaName } from "../database/connection.ts";
import { newPassword } from "./settings.ts";

export const DATABASE = "angidi";

/** A schema with a role of the same name that owns it, and the schema of its jobs if it has one. */
export interface SchemaOwner {
  name: string;
  jobsSchema?: string;
}

/**
 * Creates the database, the roles and the schemas that are missing. A role owns its own schemas and has no right in
 * any other. Gives the passwords of the roles, the known ones unchanged.
 */
export async function provision(
  urlOf: (database: string) => string,
  schemas: readonly SchemaOwner[],
  known: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  for (const { name, jobsSchema } of schemas) for (const schema of [name, jobsSchema ?? name]) checkSchemaName(schema);
  await withClient(urlOf("postgres"), async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });

  const passwords = { ...known };
  await withClient(urlOf(DATABASE), async (client) => {
    // A role cannot create extensions, since it owns its schemas and not the database.
    await client.query("CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public");
    const roles = await names(client, "SELECT rolname AS name FROM pg_roles");
    const present = await names(client, "SELECT nspname AS name FROM pg_namespace");
    for (const { name, jobsSchema } of schemas) {
      const owned = jobsSchema ? [name, jobsSchema] : [name];
      if (!roles.has(name)) await client.query(`CREATE ROLE ${name} LOGIN`);
      if (!roles.has(name) || !passwords[name]) {
        passwords[name] = newPassword();
        await client.query(`ALTER ROLE ${name} PASSWORD '${passwords[name]}'`);
        await client.query(`ALTER ROLE ${name} SET search_path = ${name}, public`);
      }
      for (const schema of owned) {
        if (!present.has(schema)) await client.query(`CREATE SCHEMA ${schema} AUTHORIZATION ${name}`);
      }
    }
  });
  return passwords;
}

async function names(client: pg.Client, text: string): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(text);
  return new Set(rows.map(({ name }) => name));
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
