import {
  type Environment,
  environmentOf,
  parseEnvironment,
  type RedisSettings,
  redisOf,
  redisVariables,
  type SubgraphConfig,
  settings,
  subgraphConfigOf,
  subgraphVariables,
} from "@angidi/subgraph";
import { z } from "zod";

const variables = z
  .object({
    ...subgraphVariables,
    ...redisVariables,
    PAYMENT_ACTION_TIMEOUT: settings.seconds.default(900),
    RESERVATION_EXPIRY: settings.seconds.default(1_200),
    RETURN_WINDOW: z.coerce.number().int().min(0).max(3_650).default(30),
    DEMO: z.stringbool({ error: "must be on or off" }).default(true),
    NODE_ENV: z.string().optional(),
  })
  .refine(({ PAYMENT_ACTION_TIMEOUT, RESERVATION_EXPIRY }) => PAYMENT_ACTION_TIMEOUT < RESERVATION_EXPIRY, {
    path: ["PAYMENT_ACTION_TIMEOUT"],
    error: "must be less than RESERVATION_EXPIRY, or stock would expire while a shopper confirms the payment",
  });

/** All that orders is told from outside. */
export interface Config extends SubgraphConfig {
  /** What carries the hints to who follows an order; null: PostgreSQL. */
  readonly redis: RedisSettings | null;
  /** For how long an order may wait for the shopper. */
  readonly paymentActionTimeoutSeconds: number;
  /** For how long stock is reserved at most: a backstop, later than the above. */
  readonly reservationExpirySeconds: number;
  /** For how many days after their arrival pieces may be sent back. */
  readonly returnWindowDays: number;
  /** Whether this is a demo store; never in production. */
  readonly isDemo: boolean;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(variables, environmentOf("orders", environment));
  return {
    ...subgraphConfigOf(given),
    redis: redisOf("orders", given),
    paymentActionTimeoutSeconds: given.PAYMENT_ACTION_TIMEOUT,
    reservationExpirySeconds: given.RESERVATION_EXPIRY,
    returnWindowDays: given.RETURN_WINDOW,
    isDemo: given.DEMO && given.NODE_ENV !== "production",
  };
}
