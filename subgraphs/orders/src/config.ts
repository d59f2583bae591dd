import { databaseUrlOf, type Environment, engineUrlOf, parseEnvironment, settings } from "@angidi/subgraph";
import { z } from "zod";

const schema = z
  .object({
    DATABASE_URL: settings.postgresUrl,
    EVENTS_DATABASE_URL: settings.postgresUrl.optional(),
    REDIS_URL: settings.redisUrl.optional(),
    REDIS_KEY_PREFIX: z.string().default("angidi:"),
    SERVICE_SIGNING_KEY: settings.signingKey,
    PAYMENT_ACTION_TIMEOUT: settings.seconds.default(900),
    RESERVATION_EXPIRY: settings.seconds.default(1_200),
    DEMO: z.stringbool({ error: "must be on or off" }).default(true),
    NODE_ENV: z.string().optional(),
  })
  .refine(({ PAYMENT_ACTION_TIMEOUT, RESERVATION_EXPIRY }) => PAYMENT_ACTION_TIMEOUT < RESERVATION_EXPIRY, {
    path: ["PAYMENT_ACTION_TIMEOUT"],
    error: "must be less than RESERVATION_EXPIRY, or stock would expire while a shopper confirms the payment",
  });

/** What the subgraph is configured with. */
export interface Config {
  readonly databaseUrl: string;
  readonly eventsDatabaseUrl: string;
  /** What carries the hints to who follows an order; null: PostgreSQL. */
  readonly redis: { readonly url: string; readonly keyPrefix: string } | null;
  readonly signingKey: string;
  /** For how long an order may wait for the shopper. */
  readonly paymentActionTimeoutSeconds: number;
  /** For how long stock is reserved at most: a backstop, later than the above. */
  readonly reservationExpirySeconds: number;
  /** Whether this is a demo store; never in production. */
  readonly isDemo: boolean;
}

/** Reads the configuration. Throws ConfigurationError with all mistakes. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(schema, {
    ...environment,
    DATABASE_URL: databaseUrlOf("orders", environment),
    REDIS_URL: engineUrlOf("orders", "REDIS_URL", environment),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    eventsDatabaseUrl: given.EVENTS_DATABASE_URL ?? (environment.DATABASE_URL || given.DATABASE_URL),
    redis: given.REDIS_URL ? { url: given.REDIS_URL, keyPrefix: `${given.REDIS_KEY_PREFIX}orders:` } : null,
    signingKey: given.SERVICE_SIGNING_KEY,
    paymentActionTimeoutSeconds: given.PAYMENT_ACTION_TIMEOUT,
    reservationExpirySeconds: given.RESERVATION_EXPIRY,
    isDemo: given.DEMO && given.NODE_ENV !== "production",
  };
}
