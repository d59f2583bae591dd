import type { EventLogSettings } from "@angidi/events";
import {
  databaseUrlOf,
  type Environment,
  eventLogOf,
  eventLogVariables,
  eventsDatabaseUrlOf,
  parseEnvironment,
  settings,
} from "@angidi/subgraph";
import { z } from "zod";

const environmentSchema = (isProduction: boolean) =>
  z.object({
    DATABASE_URL: settings.postgresUrl,
    ...eventLogVariables,
    SERVICE_SIGNING_KEY: settings.signingKey,
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
export interface Config {
  readonly databaseUrl: string;
  readonly events: EventLogSettings;
  readonly serviceSigningKey: string;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(environmentSchema(environment.NODE_ENV === "production"), {
    ...environment,
    DATABASE_URL: databaseUrlOf("payments", environment),
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment, "payments"),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    events: eventLogOf(given),
    serviceSigningKey: given.SERVICE_SIGNING_KEY,
  };
}
