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
  /** The currency of the shop's own list prices: of carts in no market. */
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code of ISO 4217, such as USD")
    .default("USD"),
  /** Seconds. */
  CART_ABANDONED_AFTER: z.coerce
    .number()
    .int()
    .min(1)
    .default(24 * 3_600),
  /** Seconds. Redis keeps a guest's cart for 30 days after its last change: until then its row is needed. */
  GUEST_CART_EXPIRY: z.coerce
    .number()
    .int()
    .min(31 * 24 * 3_600, "must be 31 days at least")
    .default(90 * 24 * 3_600),
});

export interface Configuration {
  readonly databaseUrl: string;
  readonly events: EventLogSettings;
  /** The fast half of the store of carts; null: PostgreSQL does it all. */
  readonly redis: RedisSettings | null;
  readonly signingKey: string;
  readonly currency: string;
  /** After so many seconds without a change a cart counts as abandoned. */
  readonly abandonedAfterSeconds: number;
  /** So many seconds after its last change a guest's cart is deleted. */
  readonly guestCartExpirySeconds: number;
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
    abandonedAfterSeconds: parsed.CART_ABANDONED_AFTER,
    guestCartExpirySeconds: parsed.GUEST_CART_EXPIRY,
  };
}
