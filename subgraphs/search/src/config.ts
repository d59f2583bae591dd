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

const configuration = z.object({
  DATABASE_URL: settings.postgresUrl,
  ...eventLogVariables,
  SERVICE_SIGNING_KEY: settings.signingKey,
  /** The shop's one currency, of prices to filter by. */
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code of ISO 4217, such as USD")
    .default("USD"),
});

export interface Configuration {
  readonly databaseUrl: string;
  readonly events: EventLogSettings;
  readonly signingKey: string;
  readonly currency: string;
}

/** The whole configuration of search. Throws ConfigurationError, which lists every mistake. */
export function readConfig(environment: Environment): Configuration {
  const databaseUrl = databaseUrlOf("search", environment);
  const parsed = parseEnvironment(configuration, {
    ...environment,
    DATABASE_URL: databaseUrl,
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "search"),
  });
  return {
    databaseUrl: parsed.DATABASE_URL,
    events: eventLogOf(parsed),
    signingKey: parsed.SERVICE_SIGNING_KEY,
    currency: parsed.CURRENCY,
  };
}
