import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Migration } from "./files.ts";
import { isOutsideOfTransactions, statementsOf } from "./sql.ts";

/**
 * How long a migration waits for a lock. Whoever comes after it waits behind it, so that a table would stand still for as
 * long as somebody else reads it; rather it gives way and tries again.
 */
const lockTimeoutMilliseconds = 2_000;
const attempts = 30;
const pauseMilliseconds = 1_000;

/** Applies a migration and notes that, both or neither; one outside of transactions is noted when all of it is done. */
export async function apply(client: pg.Client, schema: string, migration: Migration): Promise<void> {
  try {
    if (isOutsideOfTransactions(migration.text)) await applyOutside(client, schema, migration);
    else await applyInTransaction(client, schema, migration);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The migration ${migration.name} of the schema ${schema} failed: ${reason}`, { cause });
  }
}

async function applyInTransaction(client: pg.Client, schema: string, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query("BEGIN");
      await client.query(`SET LOCAL lock_timeout = ${lockTimeoutMilliseconds}`);
      await client.query(migration.text);
      await note(client, schema, migration);
      await client.query("COMMIT");
      return;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => {}); // what went wrong first is what is told
      if (!isLockTimeout(error) || attempt === attempts) throw error;
      await pause(pauseMilliseconds);
    }
  }
}

async function applyOutside(client: pg.Client, schema: string, migration: Migration): Promise<void> {
  // It waits without holding anybody up.
  for (const statement of statementsOf(migration.text)) await client.query(statement);
  await note(client, schema, migration);
}

async function note(client: pg.Client, schema: string, { name, checksum }: Migration): Promise<void> {
  await client.query(`INSERT INTO ${schema}.schema_migrations (name, checksum) VALUES ($1, $2)`, [name, checksum]);
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "55P03"; // lock_not_available
}
