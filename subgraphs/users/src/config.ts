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

const environmentSchema = z.object({
  DATABASE_URL: settings.postgresUrl,
  ...eventLogVariables,
  ...redisVariables,
  SERVICE_SIGNING_KEY: settings.signingKey,
  ACCESS_TOKEN_LIFETIME: settings.seconds.default(15 * 60),
  REFRESH_TOKEN_LIFETIME: settings.seconds.default(30 * 24 * 60 * 60),
  SIGNING_KEY_LIFETIME: settings.seconds.default(90 * 24 * 60 * 60),
});

/** All that users is told from outside. */
export interface Config {
  readonly databaseUrl: string;
  readonly events: EventLogSettings;
  /** What tells all processes of ended sessions; null: PostgreSQL. */
  readonly redis: RedisSettings | null;
  readonly serviceSigningKey: string;
  /** How long tokens and the keys that sign them are good for. */
  readonly lifetimeSeconds: {
    readonly accessToken: number;
    readonly refreshToken: number;
    readonly signingKey: number;
  };
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(environmentSchema, {
    ...environment,
    DATABASE_URL: databaseUrlOf("users", environment),
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "users"),
    REDIS_URL: redisUrlOf("users", environment),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    events: eventLogOf(given),
    redis: redisOf("users", given),
    serviceSigningKey: given.SERVICE_SIGNING_KEY,
    lifetimeSeconds: {
      accessToken: given.ACCESS_TOKEN_LIFETIME,
      refreshToken: given.REFRESH_TOKEN_LIFETIME,
      signingKey: given.SIGNING_KEY_LIFETIME,
    },
  };
}
