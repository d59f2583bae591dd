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
});

/** All that carts is told from outside. */
export interface Config extends SubgraphConfig {
  /** The fast half of the store of carts; null: PostgreSQL does it all. */
  readonly redis: RedisSettings | null;
  /** The shop's one currency: of carts, promotions and shipping tariffs. ISO 4217. */
  readonly currency: string;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(variables, environmentOf("carts", environment));
  return { ...subgraphConfigOf(given), redis: redisOf("carts", given), currency: given.CURRENCY };
}
