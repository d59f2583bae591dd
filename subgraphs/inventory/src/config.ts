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
  LOW_STOCK_THRESHOLD: z.coerce.number().int().min(0).default(5),
});

/** All that inventory is told from outside. */
export interface Config {
  readonly databaseUrl: string;
  readonly events: EventLogSettings;
  /** Where hot stock is counted; null: nowhere, all goes to the database. */
  readonly redis: RedisSettings | null;
  readonly serviceSigningKey: string;
  /** When no more than this can be sold of a SKU, inventory.low tells of it. */
  readonly lowStockThreshold: number;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(environmentSchema, {
    ...environment,
    DATABASE_URL: databaseUrlOf("inventory", environment),
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "inventory"),
    REDIS_URL: redisUrlOf("inventory", environment),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    events: eventLogOf(given),
    redis: redisOf("inventory", given),
    serviceSigningKey: given.SERVICE_SIGNING_KEY,
    lowStockThreshold: given.LOW_STOCK_THRESHOLD,
  };
}
