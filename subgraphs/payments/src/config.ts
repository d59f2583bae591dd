import {
  type Environment,
  environmentOf,
  parseEnvironment,
  type SubgraphConfig,
  subgraphConfigOf,
  subgraphVariables,
} from "@angidi/subgraph";
import { z } from "zod";

const variablesOf = (isProduction: boolean) =>
  z.object({
    ...subgraphVariables,
    PAYMENT_PROVIDER: z
      .enum(["test", "stripe", "paypal"])
      .default("test")
      .superRefine((provider, { addIssue }) => {
        if (provider !== "test") addIssue(`${provider} is not available yet; only test is`);
        // It says yes to whoever knows the name of a test card: goods would leave for nothing.
        else if (isProduction) addIssue("the test provider must not run in production");
      }),
  });

/** All that payments is told from outside. */
export type Config = SubgraphConfig;

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const isProduction = environment.NODE_ENV === "production";
  return subgraphConfigOf(parseEnvironment(variablesOf(isProduction), environmentOf("payments", environment)));
}
