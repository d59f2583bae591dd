import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { checkSchemaName, connectionConfig } from "../database/connection.ts";
import type { Database } from "../database/database.ts";
import { apply } from "./apply.ts";
import { type Migration, readMigrations } from "./files.ts";

/** The database lacks migrations that this version of the code needs. */
export class SchemaBehind extends Error {
  override readonly name = "SchemaBehind";
  readonly missing: readonly string[];

  constructor(schema: string, missing: readonly string[]) {
    super(`The schema ${schema} lacks ${missing.join(", ")}: run \`npm run migrate\`.`);
    this.missing = missing;
  }
}

/** A migration file was changed after it had been applied. */
export class MigrationChanged extends Error {
  override readonly name = "MigrationChanged";

  constructor(schema: string, migration: string) {
    super(`${migration} was changed after it had been applied to the schema ${schema}: undo that, and add a new file.`);
  }
}

interface Applied {
  name: string;
  checksum: string;
}

/**
 * Applies what is missing of the folders' migrations and gives their number. Each file is in a transaction of its own,
 * unless its first line says that it is outside of transactions.
 * Several processes may do it at once: one works, the others wait and find nothing to do.
 */
export async function migrate({ url, schema, folders }: { url: string; schema: string; folders: readonly URL[] }) {
  const migrations = readMigrations(folders);
  return withMigrationLock({ url, schema }, async (client) => {
    await createSchema(client, schema);
    await client.query(`
      CREATE TABLE IF NOT EXISTS ${schema}.schema_migrations (
        name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
      )`);
    const { rows } = await client.query<Applied>(`SELECT name, checksum FROM ${schema}.schema_migrations`);
    const missing = missingOf(schema, migrations, rows);
    for (const migration of missing) await apply(client, schema, migration);
    return missing.length;
  });
}

/** Throws SchemaBehind unless every migration of the folders has been applied; later ones in the database are fine. */
export async function assertMigrated({ database, folders }: { database: Database; folders: readonly URL[] }) {
  const migrations = readMigrations(folders);
  const [table] = await database.query<{ exists: boolean }>(
    "datastores.hasMigrations",
    "SELECT to_regclass($1) IS NOT NULL AS exists",
    [`${database.schema}.schema_migrations`],
  );
  const applied = table?.exists
    ? await database.query<Applied>("datastores.appliedMigrations", "SELECT name, checksum FROM schema_migrations")
    : [];
  const missing = missingOf(database.schema, migrations, applied);
  if (missing.length > 0) {
    throw new SchemaBehind(
      database.schema,
      missing.map(({ name }) => name),
    );
  }
}

/** Runs `work` on a connection without time limits while no other process changes the schema. */
export async function withMigrationLock<T>(
  { url, schema }: { url: string; schema: string },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  checkSchemaName(schema);
  const settings = { url, schema, applicationName: `migrate ${schema}`, statementTimeoutMilliseconds: 0 };
  const client = new pg.Client(connectionConfig(settings));
  client.on("error", () => {}); // the statement that is running is told, and rejects
  await client.connect();
  try {
    await lock(client, schema);
    return await work(client);
  } finally {
    await client.end(); // which also gives the lock back
  }
}

const lockPauseMilliseconds = 200;

/**
 * Takes the lock by asking again and again: a statement that waited for it would be a transaction that CREATE INDEX
 * CONCURRENTLY, at whoever holds the lock, waits for in turn.
 */
async function lock(client: pg.Client, schema: string): Promise<void> {
  for (;;) {
    const text = "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken";
    const { rows } = await client.query<{ taken: boolean }>(text, [`angidi.migrate ${schema}`]);
    if (rows[0]!.taken) return;
    await pause(lockPauseMilliseconds);
  }
}

/** Creates the schema if it is missing. CREATE … IF NOT EXISTS would ask for a right that a schema's owner may lack. */
async function createSchema(client: pg.Client, schema: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
  if (rowCount === 0) await client.query(`CREATE SCHEMA ${schema}`);
}

function missingOf(schema: string, migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of migrations) {
    if (checksums.has(name) && checksums.get(name) !== checksum) throw new MigrationChanged(schema, name);
  }
  return migrations.filter(({ name }) => !checksums.has(name));
}
