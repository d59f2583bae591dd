import { databaseUrlOf, type Environment, parseEnvironment, settings } from "@angidi/subgraph";
import { z } from "zod";

const environmentSchema = (isProduction: boolean) =>
  z.object({
    DATABASE_URL: settings.postgresUrl,
    EVENTS_DATABASE_URL: settings.postgresUrl.optional(),
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
  readonly eventsDatabaseUrl: string;
  readonly serviceSigningKey: string;
}

/** Reads the configuration. Throws ConfigurationError with every mistake in it. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(environmentSchema(environment.NODE_ENV === "production"), {
    ...environment,
    DATABASE_URL: databaseUrlOf("payments", environment),
  });
  return {
    databaseUrl: given.DATABASE_URL,
    eventsDatabaseUrl: given.EVENTS_DATABASE_URL ?? (environment.DATABASE_URL || given.DATABASE_URL),
    serviceSigningKey: given.SERVICE_SIGNING_KEY,
  };
}
