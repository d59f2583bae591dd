import { databaseUrlOf, type Environment, engineUrlOf, parseEnvironment, settings } from "@angidi/subgraph";
import { z } from "zod";

const environmentSchema = z.object({
  DATABASE_URL: settings.postgresUrl,
  EVENTS_DATABASE_URL: settings.postgresUrl.optional(),
  REDIS_URL: settings.redisUrl.optional(),
  REDIS_KEY_PREFIX: z.string().default("angidi:"),
  SERVICE_SIGNING_KEY: settings.signingKey,
  LOW_STOCK_THRESHOLD: z.coerce.number().int().min(0).default(5),
});

/** All that inventory is told from outside. */
export interface Config {
  readonly databaseUrl: string;
  readonly eventsDatabaseUrl: string;
  /** Where hot stock is counted; null: nowhere, all goes to the database. */
  readonly redis: { readonly url: string; readonly keyPrefix: string } | null;
  readonly serviceSigningKey: string;
  /** When no more than this can be sold of a SKU, inventory.low tells of it. */
  readonly lowStockThreshold: number;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(environmentSchema, {
    ...environment,
    DATABASE_URL: databaseUrlOf("inventory", environment),
    REDIS_URL: engineUrlOf("inventory", "REDIS_URL", environment),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    eventsDatabaseUrl: given.EVENTS_DATABASE_URL ?? (environment.DATABASE_URL || given.DATABASE_URL),
    redis: given.REDIS_URL ? { url: given.REDIS_URL, keyPrefix: `${given.REDIS_KEY_PREFIX}inventory:` } : null,
    serviceSigningKey: given.SERVICE_SIGNING_KEY,
    lowStockThreshold: given.LOW_STOCK_THRESHOLD,
  };
}
