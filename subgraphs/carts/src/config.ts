import type { EventLogSettings } from "@angidi/events";
import {
  databaseUrlOf,
  type Environment,
  eventLogOf,
  eventLogVariables,
  eventsDatabaseUrlOf,
  parseEnvironment,
  type RedisSettings,
  redisOf,
  redisUrlOf,
  redisVariables,
  settings,
} from "@angidi/subgraph";
import { z } from "zod";

const configuration = z.object({
  DATABASE_URL: settings.postgresUrl,
  ...eventLogVariables,
  ...redisVariables,
  SERVICE_SIGNING_KEY: settings.signingKey,
  /** The shop's one currency: of carts, promotions and shipping tariffs. */
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code of ISO 4217, such as USD")
    .default("USD"),
});

export interface Configuration {
  readonly databaseUrl: string;
  readonly events: EventLogSettings;
  /** The fast half of the store of carts; null: PostgreSQL does it all. */
  readonly redis: RedisSettings | null;
  readonly signingKey: string;
  readonly currency: string;
}

/** The whole configuration of carts. Throws ConfigurationError, which lists every mistake. */
export function readConfig(environment: Environment): Configuration {
  const databaseUrl = databaseUrlOf("carts", environment);
  const parsed = parseEnvironment(configuration, {
    ...environment,
    DATABASE_URL: databaseUrl,
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "carts"),
    REDIS_URL: redisUrlOf("carts", environment),
  });
  return {
    databaseUrl: parsed.DATABASE_URL,
    events: eventLogOf(parsed),
    redis: redisOf("carts", parsed),
    signingKey: parsed.SERVICE_SIGNING_KEY,
    currency: parsed.CURRENCY,
  };
}
