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

const schema = z
  .object({
    DATABASE_URL: settings.postgresUrl,
    ...eventLogVariables,
    ...redisVariables,
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
  readonly events: EventLogSettings;
  /** What carries the hints to who follows an order; null: PostgreSQL. */
  readonly redis: RedisSettings | null;
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
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "orders"),
    REDIS_URL: redisUrlOf("orders", environment),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    events: eventLogOf(given),
    redis: redisOf("orders", given),
    signingKey: given.SERVICE_SIGNING_KEY,
    paymentActionTimeoutSeconds: given.PAYMENT_ACTION_TIMEOUT,
    reservationExpirySeconds: given.RESERVATION_EXPIRY,
    isDemo: given.DEMO && given.NODE_ENV !== "production",
  };
}
