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
  port: z.coerce.number().int().min(0).max(65_535),
  seconds: z.coerce.number().int().positive(),
};

/** `<NAME>_DATABASE_URL` or else `DATABASE_URL`, as one rule for a subgraph's configuration. */
export function databaseUrlOf(name: string, environment: Environment): string | undefined {
  return environment[`${name.toUpperCase()}_DATABASE_URL`] || environment.DATABASE_URL || undefined;
}
