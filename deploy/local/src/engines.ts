/** The variables that name engines of scale; all of a platform needs none of them. */
export const engineVariables = ["REDIS_URL", "MONGODB_URL", "KAFKA_BROKERS", "ELASTICSEARCH_URL"] as const;

/** An environment that names none, whatever this process's own does: everything is on PostgreSQL then. */
export const withoutEngines: Readonly<Record<string, string>> = Object.fromEntries(
  engineVariables.map((name) => [name, ""]),
);
