import { databaseUrlOf, type Environment, engineUrlOf, parseEnvironment, settings } from "@angidi/subgraph";
import { z } from "zod";

const configuration = z.object({
  DATABASE_URL: settings.postgresUrl,
  EVENTS_DATABASE_URL: settings.postgresUrl,
  REDIS_URL: settings.redisUrl.optional(),
  REDIS_KEY_PREFIX: z.string().default("angidi:"),
  SERVICE_SIGNING_KEY: settings.signingKey,
  /** The shop's one currency: of carts, promotions and shipping tariffs. */
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code of ISO 4217, such as USD")
    .default("USD"),
});

export interface Configuration {
  readonly databaseUrl: string;
  readonly eventsDatabaseUrl: string;
  /** The fast half of the store of carts; null: PostgreSQL does it all. */
  readonly redis: { readonly url: string; readonly keyPrefix: string } | null;
  readonly signingKey: string;
  readonly currency: string;
}

/** The whole configuration of carts. Throws ConfigurationError, which lists every mistake. */
export function readConfig(environment: Environment): Configuration {
  const databaseUrl = databaseUrlOf("carts", environment);
  const parsed = parseEnvironment(configuration, {
    ...environment,
    DATABASE_URL: databaseUrl,
    EVENTS_DATABASE_URL: environment.EVENTS_DATABASE_URL || environment.DATABASE_URL || databaseUrl,
    REDIS_URL: engineUrlOf("carts", "REDIS_URL", environment),
  });
  return {
    databaseUrl: parsed.DATABASE_URL,
    eventsDatabaseUrl: parsed.EVENTS_DATABASE_URL,
    redis: parsed.REDIS_URL ? { url: parsed.REDIS_URL, keyPrefix: `${parsed.REDIS_KEY_PREFIX}carts:` } : null,
    signingKey: parsed.SERVICE_SIGNING_KEY,
    currency: parsed.CURRENCY,
  };
}
