import { z } from "zod";
import type { Environment } from "./module.ts";

/** Thrown for an environment with mistakes; its message lists every one, so that they are mended in one go. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/** Reads a whole configuration from the environment. An empty variable counts as unset. Throws ConfigurationError. */
export function parseEnvironment<Schema extends z.ZodType>(schema: Schema, environment: Environment): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map((issue) => `  ${issue.path.join(".") || "environment"}: ${issue.message}`);
  throw new ConfigurationError(`The configuration has mistakes:\n${mistakes.join("\n")}`);
}

/** Pieces that most subgraphs' configurations have. */
export const settings = {
  /** A PostgreSQL URL. */
  postgresUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must be a PostgreSQL URL, such as postgresql://user@host:5432/name"),
  /** Signs callers' identities between services. */
  signingKey: z.string({ error: "must be given" }).min(32, "must have at least 32 characters"),
  /** A Redis URL; its path is the number of the database. */
  redisUrl: z.string().regex(/^rediss?:\/\//, "must be a Redis URL, such as redis://host:6379"),
  /** A MongoDB URL; its path is what the databases' names begin with, `angidi` by default. */
  mongodbUrl: z.string().regex(/^mongodb(\+srv)?:\/\//, "must be a MongoDB URL, such as mongodb://host:27017"),
  /** An address of HTTP, of a server or of a folder on it. */
  httpUrl: z.url({ protocol: /^https?$/, error: "must be a URL of HTTP, such as http://host:9200" }),
  /** Addresses of Kafka's brokers, with commas between them. */
  brokers: z
    .string()
    .regex(/^[^\s,:]+:\d+(\s*,\s*[^\s,:]+:\d+)*$/, "must be host:port, or several with commas between them")
    .transform((list) => list.split(",").map((broker) => broker.trim())),
  /** A currency. */
  currency: z.string().regex(/^[A-Z]{3}$/, "must be a code of ISO 4217, such as USD"),
  port: z.coerce.number().int().min(0).max(65_535),
  seconds: z.coerce.number().int().positive(),
};

/** `<NAME>_DATABASE_URL` or else `DATABASE_URL`, as one rule for a subgraph's configuration. */
export function databaseUrlOf(name: string, environment: Environment): string | undefined {
  return engineUrlOf(name, "DATABASE_URL", environment);
}

/** `<NAME>_REDIS_URL` or else `REDIS_URL`, and so for every engine: a subgraph may have one of its own. */
export function engineUrlOf(
  name: string,
  variable: "DATABASE_URL" | "MONGODB_URL" | "REDIS_URL" | "ELASTICSEARCH_URL",
  environment: Environment,
): string | undefined {
  return environment[`${name.toUpperCase()}_${variable}`] || environment[variable] || undefined;
}
