import { assertJobsMigrated } from "../jobs/migrateJobs.ts";
import { assertMigrated } from "../migrations/migrate.ts";
import type { Database } from "./database.ts";
import { type DatabaseSettings, openDatabase } from "./openDatabase.ts";

/** A database and what must have been done to it before it is used. */
export interface MigratedDatabaseSettings extends DatabaseSettings {
  readonly migrations: readonly URL[];
  /** Where the tables of its jobs are, for who has jobs. */
  readonly jobsSchema?: string;
}

/** Opens a database whose migrations have run. Throws SchemaBehind, holding no connection, where they have not. */
export async function openMigratedDatabase(settings: MigratedDatabaseSettings): Promise<Database> {
  const { migrations, jobsSchema, ...database } = settings;
  const opened = openDatabase(database);
  try {
    await assertMigrated({ database: opened, folders: migrations });
    if (jobsSchema !== undefined) await assertJobsMigrated({ database: opened, schema: jobsSchema });
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}
