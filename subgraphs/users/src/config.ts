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
  ACCESS_TOKEN_LIFETIME: settings.seconds.default(15 * 60),
  REFRESH_TOKEN_LIFETIME: settings.seconds.default(30 * 24 * 60 * 60),
  SIGNING_KEY_LIFETIME: settings.seconds.default(90 * 24 * 60 * 60),
});

/** All that users is told from outside. */
export interface Config extends SubgraphConfig {
  /** What tells all processes of ended sessions; null: PostgreSQL. */
  readonly redis: RedisSettings | null;
  /** How long tokens and the keys that sign them are good for. */
  readonly lifetimeSeconds: {
    readonly accessToken: number;
    readonly refreshToken: number;
    readonly signingKey: number;
  };
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(variables, environmentOf("users", environment));
  return {
    ...subgraphConfigOf(given),
    redis: redisOf("users", given),
    lifetimeSeconds: {
      accessToken: given.ACCESS_TOKEN_LIFETIME,
      refreshToken: given.REFRESH_TOKEN_LIFETIME,
      signingKey: given.SIGNING_KEY_LIFETIME,
    },
  };
}
