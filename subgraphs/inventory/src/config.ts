import {
  type Environment,
  environmentOf,
  parseEnvironment,
  type RedisSettings,
  redisOf,
  redisVariables,
  type SubgraphConfig,
  subgraphConfigOf,
  subgraphVariables,
} from "@angidi/subgraph";
import { z } from "zod";

const variables = z.object({
  ...subgraphVariables,
  ...redisVariables,
  LOW_STOCK_THRESHOLD: z.coerce.number().int().min(0).default(5),
});

/** All that inventory is told from outside. */
export interface Config extends SubgraphConfig {
  /** Where hot stock is counted; null: nowhere, all goes to the database. */
  readonly redis: RedisSettings | null;
  /** When no more than this can be sold of a SKU, inventory.low tells of it. */
  readonly lowStockThreshold: number;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(variables, environmentOf("inventory", environment));
  return {
    ...subgraphConfigOf(given),
    redis: redisOf("inventory", given),
    lowStockThreshold: given.LOW_STOCK_THRESHOLD,
  };
}
