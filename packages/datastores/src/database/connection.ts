import pg from "pg";

const INT8 = pg.types.builtins.INT8;
const INT8_ARRAY = 1016; // pg-types has no names for array types
const TEXT_ARRAY = 1009 as Parameters<typeof pg.types.getTypeParser>[0];
const textArray = pg.types.getTypeParser(TEXT_ARRAY, "text") as (text: string) => (string | null)[];

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The bigint ${text} cannot be held exactly as a number.`);
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === INT8) return safeInteger;
    if (oid === INT8_ARRAY) {
      return (text: string) => textArray(text).map((item) => (item === null ? null : safeInteger(item)));
    }
    return pg.types.getTypeParser(oid, format as "text");
  }) as pg.CustomTypesConfig["getTypeParser"],
};

export interface ConnectionSettings {
  url: string;
  schema: string;
  applicationName: string;
  /** 0 sets no limit. */
  statementTimeoutMilliseconds: number;
}

const SCHEMA_FORM = /^[a-z_][a-z0-9_]{0,62}$/;

/** Throws a TypeError unless the name can stand unquoted in SQL, which is how all of ours are written. */
export function checkSchemaName(schema: string): void {
  if (!SCHEMA_FORM.test(schema)) throw new TypeError(`"${schema}" cannot be the name of a schema.`);
}

/** What every connection to a schema has in common: search path, timeouts, number parsing. */
export function connectionConfig(settings: ConnectionSettings): pg.ClientConfig {
  checkSchemaName(settings.schema);
  // A parameter in the URL would win over ours, so `options` given there are taken out and put in front.
  const url = new URL(settings.url);
  const given = url.searchParams.get("options");
  url.searchParams.delete("options");
  const ours = `-c search_path=${settings.schema},public`;
  const limit = settings.statementTimeoutMilliseconds;
  return {
    connectionString: url.href,
    options: given ? `${given} ${ours}` : ours,
    application_name: settings.applicationName,
    connectionTimeoutMillis: CONNECTION_DEADLINE,
    keepAlive: true,
    types,
    ...(limit > 0 && {
      statement_timeout: limit,
      // The server ends a statement that is too slow; this ends the wait for a server that says nothing any more.
      query_timeout: limit + 5_000,
      idle_in_transaction_session_timeout: limit * 4,
    }),
  };
}

/** How long a caller waits for a connection, new or from the pool, in milliseconds. */
export const CONNECTION_DEADLINE = 10_000;

/**
 * Whether a connection that gave this error must not be used again. The server's own errors leave it in order,
 * except when it ends the session, or when a plan prepared on it no longer fits a table that was migrated since.
 */
export function ruinsConnection(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return true;
  return error.severity === "FATAL" || error.severity === "PANIC" || error.code === STALE_PLAN;
}

const STALE_PLAN = "0A000"; // "cached plan must not change result type"

/** A deadlock or a serialisation failure: the whole transaction may simply be run again. */
export function isTransient(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "40001" || error.code === "40P01");
}
