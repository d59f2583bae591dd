import type { EventLogSettings } from "@angidi/events";
import {
  databaseUrlOf,
  type Environment,
  engineUrlOf,
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
  ELASTICSEARCH_URL: settings.httpUrl.optional(),
  ELASTICSEARCH_INDEX_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, "must be of lower-case letters, digits, - and _")
    .default("angidi"),
  /** The shop's one currency, of prices to filter by. */
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code of ISO 4217, such as USD")
    .default("USD"),
});

export interface Configuration {
  readonly databaseUrl: string;
  readonly events: EventLogSettings;
  /** What holds the index; null: the database. */
  readonly elasticsearch: { readonly url: string; readonly indexPrefix: string } | null;
  /** Where one of several processes takes hold of a rebuild; null: in the database. */
  readonly redis: RedisSettings | null;
  readonly signingKey: string;
  readonly currency: string;
}

/** The whole configuration of search. Throws ConfigurationError, which lists every mistake. */
export function readConfig(environment: Environment): Configuration {
  const databaseUrl = databaseUrlOf("search", environment);
  const parsed = parseEnvironment(configuration, {
    ...environment,
    DATABASE_URL: databaseUrl,
    ELASTICSEARCH_URL: engineUrlOf("search", "ELASTICSEARCH_URL", environment),
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "search"),
    REDIS_URL: redisUrlOf("search", environment),
  });
  return {
    databaseUrl: parsed.DATABASE_URL,
    events: eventLogOf(parsed),
    elasticsearch: parsed.ELASTICSEARCH_URL
      ? { url: parsed.ELASTICSEARCH_URL, indexPrefix: parsed.ELASTICSEARCH_INDEX_PREFIX }
      : null,
    redis: redisOf("search", parsed),
    signingKey: parsed.SERVICE_SIGNING_KEY,
    currency: parsed.CURRENCY,
  };
}
