import type { EventLogSettings } from "@angidi/events";
import {
  databaseUrlOf,
  type Environment,
  eventLogOf,
  eventLogVariables,
  eventsDatabaseUrlOf,
  parseEnvironment,
  settings,
} from "@angidi/subgraph";
import { z } from "zod";

const environmentSchema = z.object({
  DATABASE_URL: settings.postgresUrl,
  ...eventLogVariables,
  SERVICE_SIGNING_KEY: settings.signingKey,
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a currency's code of ISO 4217, such as USD")
    .default("USD"),
});

/** All that the catalogue is told from outside. */
export interface Config {
  readonly databaseUrl: string;
  readonly events: EventLogSettings;
  readonly signingKey: string;
  /** What all list prices are in: ISO 4217. */
  readonly currency: string;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(environmentSchema, {
    ...environment,
    DATABASE_URL: databaseUrlOf("catalog", environment),
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "catalog"),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    events: eventLogOf(given),
    signingKey: given.SERVICE_SIGNING_KEY,
    currency: given.CURRENCY,
  };
}
