import { type Environment, parseEnvironment, settings } from "@angidi/subgraph";
import { z } from "zod";

const configuration = z.object({
  EVENTS_DATABASE_URL: settings.postgresUrl,
  SERVICE_SIGNING_KEY: settings.signingKey,
});

export interface Config {
  readonly eventsDatabaseUrl: string;
  readonly signingKey: string;
}

/** The whole configuration of admin. Throws ConfigurationError, which lists every mistake. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(configuration, {
    ...environment,
    EVENTS_DATABASE_URL: environment.EVENTS_DATABASE_URL || environment.DATABASE_URL,
  });
  return { eventsDatabaseUrl: given.EVENTS_DATABASE_URL, signingKey: given.SERVICE_SIGNING_KEY };
}
