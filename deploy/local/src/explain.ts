/** Errors whose message is written for whoever runs the platform. */
const forPeople = new Set([
  "CompositionFailed",
  "ConfigurationError",
  "EmbeddedPostgresFailed",
  "ExportRefused",
  "ImportRefused",
  "MigrationChanged",
  "PlatformError",
  "SchemaBehind",
]);

/** What databases and the network say by code, in words that tell what to do. */
const byCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: "The database does not answer: is it running, and is its URL right?",
  ENOTFOUND: "The database's host is not known: is its URL right?",
  ETIMEDOUT: "The database does not answer in time: can its host be reached from here?",
  "28P01": "The database refuses the password in its URL.",
  "28000": "The database refuses the user in its URL.",
  "3D000": "The database that the URL names does not exist: create it first.",
  "42501": "The database's user may not do what is needed: let it create schemas (GRANT CREATE ON DATABASE).",
  "53300": "The database has no connections left: raise its max_connections.",
  "57P03": "The database is starting up or shutting down: try again in a moment.",
};

/** What went wrong, in a sentence and without a stack. */
export function explain(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return explain(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  if (forPeople.has(error.name)) return error.message;
  const known = byCode[(error as NodeJS.ErrnoException).code ?? ""];
  if (known) return known;
  return error.cause instanceof Error && byCode[(error.cause as NodeJS.ErrnoException).code ?? ""]
    ? explain(error.cause)
    : error.message;
}
