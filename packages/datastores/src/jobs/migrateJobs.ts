import type pg from "pg";
import { getConstructionPlans, getMigrationPlans } from "pg-boss";
import type { Database } from "../database/database.ts";
import { SchemaBehind, withMigrationLock } from "../migrations/migrate.ts";

/**
 * Creates the tables of the jobs in a schema of their own, or brings them to the version that the code needs. Gives
 * whether there was something to do. The role must own the schema, or be allowed to create it.
 */
export async function migrateJobs({ url, schema }: { url: string; schema: string }): Promise<boolean> {
  return withMigrationLock({ url, schema }, async (client) => {
    const installed = await installedVersion(client, schema);
    if (installed !== undefined && installed >= neededVersion(schema)) return false;
    if (installed !== undefined) {
      await client.query(getMigrationPlans(schema, installed));
    } else {
      const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
      await client.query(getConstructionPlans(schema, { createSchema: rowCount === 0 }));
    }
    return true;
  });
}

/** Throws SchemaBehind unless the tables of the jobs are of the version that the code needs. */
export async function assertJobsMigrated({ database, schema }: { database: Database; schema: string }): Promise<void> {
  const [table] = await database.query<{ installed: boolean }>(
    "datastores.hasJobs",
    "SELECT to_regclass($1) IS NOT NULL AS installed",
    [`${schema}.version`],
  );
  const versions = table?.installed
    ? await database.query<{ version: number }>("datastores.jobsVersion", `SELECT version FROM ${schema}.version`)
    : [];
  if ((versions[0]?.version ?? 0) < neededVersion(schema)) throw new SchemaBehind(schema, ["the tables of the jobs"]);
}

async function installedVersion(client: pg.Client, schema: string): Promise<number | undefined> {
  const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS installed", [`${schema}.version`]);
  if (!rows[0]?.installed) return undefined;
  const versions = await client.query<{ version: number }>(`SELECT version FROM ${schema}.version`);
  return versions.rows[0]?.version;
}

/** pg-boss tells the version of its schema nowhere but in the SQL that makes it. */
function neededVersion(schema: string): number {
  const version = /\.version\s*\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans(schema))?.[1];
  if (!version) throw new Error("The plans of pg-boss do not say which version they make.");
  return Number(version);
}
