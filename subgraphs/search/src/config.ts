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
  ELASTICSEARCH_URL: settings.httpUrl.optional(),
  ELASTICSEARCH_INDEX_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, "must be of lower-case letters, digits, - and _")
    .default("angidi"),
  CURRENCY: settings.currency.default("USD"),
});

/** All that search is told from outside. */
export interface Config extends SubgraphConfig {
  /** What holds the index; null: the database. */
  readonly elasticsearch: { readonly url: string; readonly indexPrefix: string } | null;
  /** Where one of several processes takes hold of a rebuild; null: in the database. */
  readonly redis: RedisSettings | null;
  /** The shop's one currency, of prices to filter by. ISO 4217. */
  readonly currency: string;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(variables, environmentOf("search", environment));
  return {
    ...subgraphConfigOf(given),
    elasticsearch: given.ELASTICSEARCH_URL
      ? { url: given.ELASTICSEARCH_URL, indexPrefix: given.ELASTICSEARCH_INDEX_PREFIX }
      : null,
    redis: redisOf("search", given),
    currency: given.CURRENCY,
  };
}
