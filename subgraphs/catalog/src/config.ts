import { databaseUrlOf, type Environment, parseEnvironment, settings } from "@angidi/subgraph";
import { z } from "zod";

const environmentSchema = z.object({
  DATABASE_URL: settings.postgresUrl,
  EVENTS_DATABASE_URL: settings.postgresUrl.optional(),
  SERVICE_SIGNING_KEY: settings.signingKey,
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a currency's code of ISO 4217, such as USD")
    .default("USD"),
});

/** All that the catalogue is told from outside. */
export interface Config {
  readonly databaseUrl: string;
  readonly eventsDatabaseUrl: string;
  readonly signingKey: string;
  /** What all list prices are in: ISO 4217. */
  readonly currency: string;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(environmentSchema, {
    ...environment,
    DATABASE_URL: databaseUrlOf("catalog", environment),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    eventsDatabaseUrl: given.EVENTS_DATABASE_URL ?? (environment.DATABASE_URL || given.DATABASE_URL),
    signingKey: given.SERVICE_SIGNING_KEY,
    currency: given.CURRENCY,
  };
}
