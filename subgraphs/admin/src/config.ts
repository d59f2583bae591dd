import {
  type Environment,
  environmentOf,
  eventLogOf,
  eventLogVariables,
  parseEnvironment,
  type SubgraphConfig,
  settings,
} from "@angidi/subgraph";
import { z } from "zod";

const variables = z.object({
  ...eventLogVariables,
  SERVICE_SIGNING_KEY: settings.signingKey,
});

/** All that admin is told from outside. It keeps nothing of its own. */
export type Config = Omit<SubgraphConfig, "databaseUrl">;

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(variables, environmentOf("admin", environment));
  return { events: eventLogOf(given), signingKey: given.SERVICE_SIGNING_KEY };
}
