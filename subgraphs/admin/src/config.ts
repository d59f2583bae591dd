import type { EventLogSettings } from "@angidi/events";
import {
  type Environment,
  eventLogOf,
  eventLogVariables,
  eventsDatabaseUrlOf,
  parseEnvironment,
  settings,
} from "@angidi/subgraph";
import { z } from "zod";

const configuration = z.object({
  ...eventLogVariables,
  SERVICE_SIGNING_KEY: settings.signingKey,
});

export interface Config {
  readonly events: EventLogSettings;
  readonly signingKey: string;
}

/** The whole configuration of admin. Throws ConfigurationError, which lists every mistake. */
export function readConfig(environment: Environment): Config {
  const given = parseEnvironment(configuration, {
    ...environment,
    EVENTS_DATABASE_URL: eventsDatabaseUrlOf(environment),
  });
  return { events: eventLogOf(given), signingKey: given.SERVICE_SIGNING_KEY };
}
