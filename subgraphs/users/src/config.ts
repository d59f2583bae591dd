import { databaseUrlOf, type Environment, engineUrlOf, parseEnvironment, settings } from "@angidi/subgraph";
import { z } from "zod";

const environmentSchema = z.object({
  DATABASE_URL: settings.postgresUrl,
  EVENTS_DATABASE_URL: settings.postgresUrl.optional(),
  REDIS_URL: settings.redisUrl.optional(),
  REDIS_KEY_PREFIX: z.string().default("angidi:"),
  SERVICE_SIGNING_KEY: settings.signingKey,
  ACCESS_TOKEN_LIFETIME: settings.seconds.default(15 * 60),
  REFRESH_TOKEN_LIFETIME: settings.seconds.default(30 * 24 * 60 * 60),
  SIGNING_KEY_LIFETIME: settings.seconds.default(90 * 24 * 60 * 60),
});

/** All that users is told from outside. */
export interface Config {
  readonly databaseUrl: string;
  readonly eventsDatabaseUrl: string;
  /** What tells all processes of ended sessions; null: PostgreSQL. */
  readonly redis: { readonly url: string; readonly keyPrefix: string } | null;
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
    REDIS_URL: engineUrlOf("users", "REDIS_URL", environment),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    eventsDatabaseUrl: given.EVENTS_DATABASE_URL ?? (environment.DATABASE_URL || given.DATABASE_URL),
    redis: given.REDIS_URL ? { url: given.REDIS_URL, keyPrefix: `${given.REDIS_KEY_PREFIX}users:` } : null,
    serviceSigningKey: given.SERVICE_SIGNING_KEY,
    lifetimeSeconds: {
      accessToken: given.ACCESS_TOKEN_LIFETIME,
      refreshToken: given.REFRESH_TOKEN_LIFETIME,
      signingKey: given.SIGNING_KEY_LIFETIME,
    },
  };
}
