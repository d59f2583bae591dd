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

const variables = z.object({
  ...subgraphVariables,
  ...redisVariables,
  CURRENCY: settings.currency.default("USD"),
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

/** All that carts is told from outside. */
export interface Config extends SubgraphConfig {
  /** The fast half of the store of carts; null: PostgreSQL does it all. */
  readonly redis: RedisSettings | null;
  /** The shop's one currency: of carts, promotions and shipping tariffs. ISO 4217. */
  readonly currency: string;
  /** After so many seconds without a change a cart counts as abandoned. */
  readonly abandonedAfterSeconds: number;
  /** So many seconds after its last change a guest's cart is deleted. */
  readonly guestCartExpirySeconds: number;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(variables, environmentOf("carts", environment));
  return {
    ...subgraphConfigOf(given),
    redis: redisOf("carts", given),
    currency: given.CURRENCY,
    abandonedAfterSeconds: given.CART_ABANDONED_AFTER,
    guestCartExpirySeconds: given.GUEST_CART_EXPIRY,
  };
}
